//! Text of one page as pieces, each with its position (GB/T 33190-2016, 11). Lengths are in
//! millimetres; y is measured from the top of the page.

use crate::package::PackageError;
use crate::package::xml::{Element, Node, Walker};
use crate::readers::ofd::{NAMESPACES, OFD};
use crate::text::span::Span;

/// Adjacent characters on a page, with their position.
#[derive(Clone, Debug)]
pub(super) struct Piece<'x> {
    /// Left edge of the first character, in millimetres.
    pub(super) x: f64,
    /// Right edge of the last character, in millimetres.
    pub(super) right: f64,
    /// Baseline of the characters, in millimetres from the top of the page.
    pub(super) y: f64,
    /// Height of a character, in millimetres.
    pub(super) size: f64,
    /// True for text in a background layer.
    pub(super) is_background: bool,
    /// Characters of the piece, each run with its span in the part.
    pub(super) fragments: Vec<Fragment<'x>>,
}

/// A run of characters in a piece, with its span in the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fragment<'x> {
    /// Characters that the source contains literally.
    Copy(&'x str, Span),
    /// A character written as a reference, such as `&amp;`.
    Character(char, Span),
}

impl Piece<'_> {
    /// True if the piece has visible characters.
    pub(super) fn has_text(&self) -> bool {
        self.characters().any(|c| !c.is_whitespace())
    }

    /// Iterates over the characters of the piece.
    pub(super) fn characters(&self) -> impl Iterator<Item = char> {
        self.fragments.iter().flat_map(|fragment| {
            let (copied, character) = match fragment {
                Fragment::Copy(characters, _) => (*characters, None),
                Fragment::Character(c, _) => ("", Some(*c)),
            };
            copied.chars().chain(character)
        })
    }
}

/// The text object (`TextObject`) that is being read.
#[derive(Clone, Copy, Debug)]
struct Object {
    left: f64,
    top: f64,
    size: f64,
    /// Transformation from the object's own coordinates to those of the page: the numbers a, b, c,
    /// d, e, f of the standard (8.5).
    matrix: [f64; 6],
    /// Position of the last piece of text read in this object. The next piece takes it over if it
    /// states no position.
    x: f64,
    y: f64,
}

/// Distances from each character of a piece to the next.
struct Steps {
    /// The distances, each with the number of times that it is repeated.
    steps: Vec<(usize, f64)>,
}

/// Returns all pieces of text of a page, in the order of the file.
pub(super) fn pieces<'x>(part: &'x str, text: &'x str) -> Result<Vec<Piece<'x>>, PackageError> {
    let mut walker = Walker::new(part, text, NAMESPACES);
    let mut pieces = Vec::new();
    let mut is_background = false;
    let mut object: Option<(usize, Object)> = None;
    let mut open: Option<(usize, Piece<'x>, Steps)> = None;
    while let Some(node) = walker.step()? {
        match node {
            Node::Start(element) if element.namespace != Some(OFD) => {}
            Node::Start(element) => match element.name {
                "Layer" => is_background = element.attribute("Type").is_some_and(|kind| kind == "Background"),
                "TextObject" if element.attribute("Visible").is_some_and(|value| value == "false") => {
                    walker.skip()?;
                }
                "TextObject" => object = Some((walker.depth(), object_of(&element))),
                "TextCode" => {
                    if let Some((_, object)) = &mut object {
                        let piece = piece_of(&element, object, is_background);
                        open = Some((walker.depth(), piece, steps_of(&element, object)));
                    }
                }
                _ => {}
            },
            Node::End => {
                object = object.filter(|(depth, _)| walker.depth() >= *depth);
                if let Some((_, mut piece, steps)) = open.take_if(|(depth, ..)| walker.depth() < *depth) {
                    piece.right = piece.x + steps.width(&piece);
                    pieces.push(piece);
                }
            }
            Node::Text(characters) => {
                if let Some((_, piece, _)) = &mut open {
                    // Line ends belong to the XML, not to the page.
                    let mut at = walker.span().start();
                    for run in characters.split(['\n', '\r']) {
                        if !run.is_empty() {
                            piece.fragments.push(Fragment::Copy(run, Span::new(at, at + run.len())));
                        }
                        at += run.len() + 1;
                    }
                }
            }
            Node::Character(c) => {
                if let Some((_, piece, _)) = &mut open {
                    piece.fragments.push(Fragment::Character(c, walker.span()));
                }
            }
        }
    }
    Ok(pieces)
}

fn object_of(element: &Element<'_>) -> Object {
    let boundary = numbers(element, "Boundary");
    let matrix = numbers(element, "CTM");
    let size = number(element, "Size").filter(|size| *size > 0.0);
    let height = boundary.get(3).copied().filter(|height| *height > 0.0);
    Object {
        left: boundary.first().copied().unwrap_or(0.0),
        top: boundary.get(1).copied().unwrap_or(0.0),
        size: size.or(height).unwrap_or(1.0),
        matrix: matrix.try_into().unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
        x: 0.0,
        y: 0.0,
    }
}

fn piece_of<'x>(element: &Element<'_>, object: &mut Object, is_background: bool) -> Piece<'x> {
    object.x = number(element, "X").unwrap_or(object.x);
    object.y = number(element, "Y").unwrap_or(object.y);
    let [a, b, c, d, e, f] = object.matrix;
    let x = object.left + a * object.x + c * object.y + e;
    let y = object.top + b * object.x + d * object.y + f;
    Piece { x, right: x, y, size: object.size * c.hypot(d), is_background, fragments: Vec::new() }
}

fn steps_of(element: &Element<'_>, object: &Object) -> Steps {
    let written = element.attribute("DeltaX").unwrap_or_default();
    let scale = object.matrix[0].hypot(object.matrix[1]);
    let mut steps = Vec::new();
    let mut words = written.split_ascii_whitespace();
    while let Some(word) = words.next() {
        // `g 3 4.2` means three times 4.2 (11.3).
        let (times, word) = match word {
            "g" => {
                (words.next().and_then(|times| times.parse().ok()).unwrap_or(0), words.next().unwrap_or(""))
            }
            word => (1, word),
        };
        steps.extend(
            word.parse().ok().filter(|step: &f64| step.is_finite()).map(|step| (times, step * scale)),
        );
    }
    Steps { steps }
}

impl Steps {
    /// Width of a piece. A character without a stated distance to the next has its usual width.
    fn width(&self, piece: &Piece<'_>) -> f64 {
        let mut steps = self.steps.iter().copied();
        let mut current = (0, 0.0);
        let mut width = 0.0;
        let mut characters = piece.characters().peekable();
        while let Some(c) = characters.next() {
            while current.0 == 0 {
                match steps.next() {
                    Some(next) => current = next,
                    None => break,
                }
            }
            if current.0 > 0 && characters.peek().is_some() {
                current.0 -= 1;
                width += current.1;
            } else {
                width += if c.is_ascii() { piece.size / 2.0 } else { piece.size };
            }
        }
        width
    }
}

fn number(element: &Element<'_>, name: &str) -> Option<f64> {
    element.attribute(name)?.trim().parse().ok().filter(|value: &f64| value.is_finite())
}

fn numbers(element: &Element<'_>, name: &str) -> Vec<f64> {
    let written = element.attribute(name).unwrap_or_default();
    let values = written.split_ascii_whitespace().map_while(|value| value.parse().ok());
    values.take_while(|value: &f64| value.is_finite()).collect()
}
