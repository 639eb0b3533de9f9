//! Pages that a crawler on the real web meets sooner or later.

use super::Answer;

/// The address of the page that links to them.
pub const TROUBLE: &str = "/trouble/";

const HTML: &str = "text/html";

/// What the server does about a path below [`TROUBLE`].
pub fn answer(path: &str) -> Answer {
    let text = |text: &str| Answer::Text(HTML, text.as_bytes().to_vec());
    let name = path.strip_prefix(TROUBLE).unwrap_or(path);
    match name {
        "" => text(INDEX),
        "error.html" => Answer::Status(500),
        "hang.html" => Answer::Nothing,
        "huge.html" => Answer::Huge { says_so: true },
        "endless.html" => Answer::Huge { says_so: false },
        "half.html" => Answer::Half,
        "hang-up.html" => Answer::HangUp,
        "garbage.html" => Answer::Garbage,
        "ring-1.html" => text("<a href=ring-2.html>on</a> <a href=ring-1.html>here</a>"),
        "ring-2.html" => text("<a href=ring-3.html#part>on</a>"),
        "ring-3.html" => text("<a href=./../trouble/ring-1.html>back to the beginning</a>"),
        "moved.html" => Answer::Moved("ring-1.html".into()),
        "round.html" => Answer::Moved("round-about.html".into()),
        "round-about.html" => Answer::Moved("round.html".into()),
        "away.html" => Answer::Moved("http://another.example/".into()),
        "picture.html" => Answer::Text("image/png", b"\x89PNG\r\n\x1a\n".to_vec()),
        "binary.html" => Answer::Text(HTML, (0..=255).cycle().take(5_000).collect()),
        "empty.html" => text(""),
        "broken.html" => text(BROKEN),
        "a page.html" | "a%20page.html" => text("found"),
        "found.html" => text("found"),
        _ => Answer::Status(404),
    }
}

const INDEX: &str = "\
<!DOCTYPE html>
<title>Trouble</title>
<ul>
<li><a href=\"missing.html\">is not there</a>
<li><a href=\"error.html\">500</a>
<li><a href=\"hang.html\">never answers</a>
<li><a href=\"huge.html\">100 MB</a>
<li><a href=\"endless.html\">100 MB that nobody has announced</a>
<li><a href=\"half.html\">ends half-way</a>
<li><a href=\"hang-up.html\">no answer at all</a>
<li><a href=\"garbage.html\">no HTTP</a>
<li><a href=\"ring-1.html\">a ring of pages</a>
<li><a href=\"moved.html\">redirected into the ring</a>
<li><a href=\"round.html\">redirected for ever</a>
<li><a href=\"away.html\">redirected to another site</a>
<li><a href=\"picture.html\">says that it is a picture</a>
<li><a href=\"binary.html\">says that it is HTML</a>
<li><a href=\"empty.html\">empty</a>
<li><a href=\"broken.html\">HTML that is none</a>
<li><a href=\"  a page.html
\">a link with blanks</a>
<li><a href=\"mailto:nobody@another.example\">a letter</a>
<li><a href=\"tel:+1-555-0100\">a call</a>
<li><a href=\"javascript:void(0)\">a script</a>
<li><a href=\"#top\">this page</a>
<li><a href=\"https://another.example/\">another site</a>
<li><a href=\"//another.example/\">another site, in short</a>
<li><a>no link</a>
<!-- <a href=\"commented-out.html\">no link either</a> -->
</ul>
<script>document.write('<a href=\"scripted.html\">nor this</a>')</script>
";

const BROKEN: &str = "<p <b><A HREF = found.html <i>a</i></p></p></td>\0<a href='\
                      moved.html'>b<a href=\"&#102;ound.html\">c</A HREF=no.html><a href=\"unclosed.html";
