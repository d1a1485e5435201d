// Where somebody goes on when the row is gone in which they were. Knows rows, and not what they are of.

/// The ids of the row of `element` in which somebody is, of those behind it, and of those before it from the nearest on.
export function rowsFrom(element) {
  const rows = [...element.querySelectorAll('[data-row][id]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  return at < 0 ? [] : [...rows.slice(at), ...rows.slice(0, at).reverse()].map(({ id }) => id);
}

/// Goes to the first of these rows that is still there, unless a better place than the whole was found already.
export function goOn(rows, whole) {
  if (document.activeElement !== whole) return;
  const links = rows.map((id) => document.getElementById(id)?.querySelector('[data-row-link]'));
  links.find(Boolean)?.focus({ preventScroll: true });
}
