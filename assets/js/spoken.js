// What a screen reader says that no focus tells. Knows no page.
let spoken = '';

/// A screen reader says `text` once, in the place of anything that was still to be said; nothing, if it is empty.
export function speak(text) {
  const place = document.getElementById('spoken');
  if (!place || text === undefined) return;
  place.textContent = '';
  spoken = text;
  requestAnimationFrame(() => { place.textContent = spoken; });
}
