// Places in documents, from the `location` of the JSON.

/// The place that a `location` says.
export function place(location) {
  const spoken = location.place ?? {};
  return {
    start: position(location.start),
    end: position(location.end),
    words: spoken.words ?? null,
    kind: spoken.kind ?? null,
    level: spoken.level ?? null,
    number: spoken.number ?? null,
    paragraph: spoken.paragraph ?? null,
    under: spoken.under ?? null,
    cell: spoken.cell ?? null,
    page: location.page ?? null,
    package: inPackage(location.docx ?? location.odt),
  };
}

function position({ line, column, utf16_column: utf16Column, byte }) {
  return { line, column, utf16Column, byte };
}

function inPackage(found) {
  return found ? { ...found, cell: found.cell ?? null } : null;
}
