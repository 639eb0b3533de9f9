//! The words that the prose is made of: short lists, the most frequent first.

/// Lists of words by their place in a sentence.
pub struct Vocabulary {
    pub people: Vec<&'static str>,
    pub things: Vec<&'static str>,
    pub kinds: Vec<&'static str>,
    pub deeds: Vec<&'static str>,
    pub moods: Vec<&'static str>,
    pub places: Vec<&'static str>,
    pub times: Vec<&'static str>,
    pub links: Vec<&'static str>,
}

impl Vocabulary {
    /// English words; with `beyond_ascii`, people, things and places come from other languages too.
    pub fn new(beyond_ascii: bool) -> Vocabulary {
        let list = |english: &'static str, other: &'static str| {
            let other = if beyond_ascii { other } else { "" };
            // The other words come first, so that they are frequent in the one file that has them.
            let words = other.split(", ").chain(english.split(", "));
            words.filter(|word| !word.is_empty()).collect()
        };
        Vocabulary {
            people: list(PEOPLE, OTHER_PEOPLE),
            things: list(THINGS, OTHER_THINGS),
            kinds: list(KINDS, ""),
            deeds: list(DEEDS, ""),
            moods: list(MOODS, ""),
            places: list(PLACES, OTHER_PLACES),
            times: list(TIMES, ""),
            links: list(LINKS, ""),
        }
    }
}

const PEOPLE: &str = "man, woman, child, boy, girl, mother, father, brother, sister, teacher, \
    doctor, farmer, captain, sailor, baker, miller, driver, painter, gardener, carpenter, \
    postman, shepherd, fisherman, clerk, cook, guest, stranger, neighbour, singer, printer, \
    watchmaker, librarian, bookbinder, lighthouse keeper, ferryman, weaver";

const THINGS: &str = "house, door, book, letter, table, boat, road, tree, bread, window, lamp, \
    horse, bridge, garden, river, clock, field, basket, stone, rope, map, key, fire, coat, bell, \
    wheel, ladder, apple, candle, hammer, kettle, barrel, blanket, lantern, violin, newspaper, \
    suitcase, wheelbarrow, telescope";

const KINDS: &str = "old, young, small, large, good, quiet, tired, poor, happy, strong, tall, \
    new, red, green, blue, white, heavy, bright, cold, warm, patient, honest, careful, broken, \
    forgotten, narrow, golden, curious, wooden, polished";

const DEEDS: &str = "saw, took, found, carried, wanted, brought, opened, held, left, needed, \
    kept, sold, painted, mended, counted, drew, lost, washed, remembered, built, followed, hid, \
    lifted, measured, repaired, borrowed, described, praised, understood";

const MOODS: &str = "waited, slept, laughed, sang, spoke, walked slowly, worked, listened, \
    went home, sat down, stood still, was late, said nothing, smiled, looked up, came back, \
    fell asleep, was glad, grew silent, turned round, wept, whistled, told a long story, \
    wondered why";

const PLACES: &str = "in the house, on the road, at the door, by the river, in the town, \
    near the sea, under the tree, on the hill, at the market, in the garden, behind the church, \
    across the bridge, at the station, in the kitchen, on the roof, along the wall, \
    beside the mill, at the harbour, in the rain, between the fields, beyond the last houses";

const TIMES: &str = "in the morning, at night, one day, in winter, after the rain, at noon, \
    every evening, in the end, long ago, before sunrise, on Sunday, that summer, \
    when the bell rang, as soon as it was dark, some years later, without a word";

const LINKS: &str = "and, but, so, because, while, for, until, although, as, before, and then, \
    whenever, yet";

const OTHER_PEOPLE: &str = "señora, garçon, Großmutter, père Noël, älskling, żeglarz, \
    œnologue, рыбак, ναύτης, 漁師";

const OTHER_THINGS: &str = "café crème, crème brûlée, smörgåsbord, piñata, Käsebrötchen, \
    żurek, książka, ποτάμι, книга, 本";

const OTHER_PLACES: &str = "in Zürich, in São Paulo, in København, in Łódź, in Malmö, \
    near Besançon, in Αθήνα, in Москва, in 東京";
