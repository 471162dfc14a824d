//! Styles that were read before. The documents of one office, or of one program, mostly have the
//! same styles part; in generated files it is several times as long as their text.

use std::cell::Cell;
use std::rc::Rc;

use crate::package::relations::Relation;
use crate::package::{Package, PackageError, Packed};
use crate::readers::docx::styles::Styles;

/// Maximum number of compressed bytes of a styles part that is kept.
const MAX_KEPT: usize = 1 << 18;

/// A styles part that was read, as it is in its package, and the styles in it.
struct KnownStyles {
    part: Packed<Vec<u8>>,
    styles: Rc<Styles>,
}

thread_local! {
    /// The last styles part that this thread read.
    static LAST: Cell<Option<KnownStyles>> = const { Cell::new(None) };
}

/// Returns the styles of the first existing styles part of the document; no styles if it has none.
/// If the part has the same compressed bytes as that of the document before, it is neither
/// decompressed nor parsed.
pub(super) fn styles(package: &mut Package<'_>, relations: &[Relation]) -> Result<Rc<Styles>, PackageError> {
    for relation in relations.iter().filter(|relation| relation.kind == "styles") {
        let packed = package.packed(&relation.target);
        let known = LAST.take().filter(|known| packed.is_some_and(|packed| known.part.is_same(&packed)));
        if let Some(known) = known
            && package.spend(known.part.size)
        {
            let styles = Rc::clone(&known.styles);
            LAST.set(Some(known));
            return Ok(styles);
        }
        let Some(text) = package.part(&relation.target)? else { continue };
        let styles = Rc::new(Styles::read(&relation.target, &text)?);
        if let Some(part) = packed.filter(|packed| packed.bytes.len() <= MAX_KEPT) {
            LAST.set(Some(KnownStyles { part: part.kept(), styles: Rc::clone(&styles) }));
        }
        return Ok(styles);
    }
    Ok(Rc::default())
}
