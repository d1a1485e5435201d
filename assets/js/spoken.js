// What a screen reader says that no focus tells. Knows no page.
let spoken = '';

const STAYS = 8000; // ms: it stands in the history of what it is about as well

/// What was done, for eyes and ears: it stands at the foot of the window for a while.
export function tell(text) {
  speak(text);
  document.getElementById('told')?.remove();
  if (!text) return;
  const note = document.createElement('div');
  [note.id, note.className, note.textContent] = ['told', 'told', text];
  note.setAttribute('aria-hidden', 'true');
  document.body.append(note);
  setTimeout(() => note.remove(), STAYS);
}

/// A screen reader says `text` once, in the place of anything that was still to be said; nothing, if it is empty.
export function speak(text) {
  const place = document.getElementById('spoken');
  if (!place || text === undefined) return;
  place.textContent = '';
  spoken = text;
  requestAnimationFrame(() => { place.textContent = spoken; });
}
