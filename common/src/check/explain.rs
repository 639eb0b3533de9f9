//! What came of a check, in words: learners and instructors read the same ones.

use super::{Judged, Outcome, Question};
use crate::exercise::wrapped;

/// What went wrong, in words: the part of a message that does not depend on where the answers are.
pub fn explain(question: &Question, judged: &Judged) -> String {
    let text = in_words(question, judged);
    text.lines().flat_map(broken).collect::<Vec<_>>().join("\n")
}

/// A line in pieces of 78 characters at most; what follows is set in under the text of the first.
pub(super) fn broken(line: &str) -> Vec<String> {
    let start = if line.starts_with("  asked ")
        || line.starts_with("  expected ")
        || line.starts_with("  saw ")
    {
        11
    } else {
        2
    };
    let (label, rest) = line.split_at(
        line.char_indices()
            .nth(start)
            .map_or(line.len(), |(at, _)| at),
    );
    let pieces = wrapped(rest, 78 - start).into_iter().enumerate();
    let set_in = |(i, piece)| match i {
        0 => format!("{label}{piece}"),
        _ => format!("{:start$}{piece}", ""),
    };
    pieces.map(set_in).collect()
}

fn in_words(question: &Question, judged: &Judged) -> String {
    let asked = || format!("  asked    {}\n", question.describe(&judged.asked));
    let limit = question.time_limit.as_secs();
    match &judged.outcome {
        Outcome::Pass => "  right".to_string(),
        Outcome::Wrong(finding) | Outcome::Serial(finding) => {
            let asked = match finding.asked.as_str() {
                "" => asked(),
                text => format!("  asked    {text}\n"),
            };
            let (expected, saw, so) = (&finding.expected, &finding.saw, &finding.so);
            format!("{asked}  expected {expected}\n  saw      {saw}\n  {so}")
        }
        Outcome::Todo(todo) => format!("  not solved yet: {}:{}", todo.file, todo.line),
        Outcome::Panic(panic) if panic.file.is_empty() => format!("{}  {}", asked(), panic.message),
        Outcome::Panic(panic) => {
            let (file, line, message) = (&panic.file, panic.line, &panic.message);
            let text = format!("{}  panicked at {file}:{line}: {message}", asked());
            match question.when_panicked {
                "" => text,
                advice => format!("{text}\n  {advice}"),
            }
        }
        Outcome::Timeout(cpu) => {
            let waits = cpu.as_secs_f64() < 0.1 * question.time_limit.as_secs_f64();
            let (what, advice) = match (waits, question.when_late) {
                (true, "") => (WAITS, WAITS_ADVICE),
                (false, "") => (COMPUTES, COMPUTES_ADVICE),
                (true, advice) => (WAITS, advice),
                (false, advice) => (COMPUTES, advice),
            };
            let cpu = cpu.as_secs_f64();
            format!(
                "{}  no answer within {limit} s; it used {cpu:.1} s of CPU: {what}\n  {advice}",
                asked()
            )
        }
        Outcome::Crash(signal) => format!(
            "{}  the program was ended by {}",
            asked(),
            signal_name(*signal)
        ),
        Outcome::Exited(code) => {
            format!(
                "{}  the program ended with exit code {code} before it had answered",
                asked()
            )
        }
        Outcome::OutputLimit => format!("{}  it printed without end and was stopped", asked()),
        Outcome::JudgeError(error) => {
            format!("  the check itself failed, which is not your fault: {error}")
        }
    }
}

const WAITS: &str = "it waits for something that never comes";
const WAITS_ADVICE: &str =
    "(a channel whose last sender still lives? a lock taken twice? a thread that nobody wakes?)";
const COMPUTES: &str = "it computes without end";
const COMPUTES_ADVICE: &str = "(a loop whose condition never changes?)";

fn signal_name(signal: i32) -> String {
    let known = match signal {
        4 => "SIGILL, an illegal instruction",
        6 => "SIGABRT, an abort",
        7 => "SIGBUS, a bad memory access",
        8 => "SIGFPE, an arithmetic error",
        9 => "SIGKILL (out of memory?)",
        11 => "SIGSEGV, a bad memory access",
        15 => "SIGTERM",
        24 => "SIGXCPU, the limit of CPU time",
        _ => return format!("signal {signal}"),
    };
    known.to_string()
}
