// Native dialogs and one popover: `[data-dialog]` opens a dialog, `[data-pop]` shows a fragment beside its link.
import { ask, isFragment } from './net.js';
import { parse, speak } from './swap.js';

let shownFor = null; // the link whose fragment the popover shows
let pressed = null; // the link it showed when the pointer went down: a second click closes

document.addEventListener('pointerdown', () => { pressed = shownFor; }, true);

document.addEventListener('click', (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  const opener = event.target.closest('[data-dialog]');
  const dialog = opener && document.querySelector(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    opener.closest('[popover]')?.hidePopover();
    if (!dialog.open) dialog.showModal();
    return;
  }
  if (event.target.matches('dialog[open]')) event.target.close(); // the backdrop
  const link = event.target.closest('[data-pop]');
  if (link) {
    event.preventDefault();
    if (event.detail && pressed === link) pressed = null;
    else show(link);
  }
  event.target.closest('[data-dismiss]')?.closest('.notice')?.remove();
});

async function show(link) {
  const pop = document.getElementById('pop');
  if (!pop?.showPopover) return location.assign(link.href);
  try {
    const answer = await ask(link.href);
    if (!answer.ok || !isFragment(answer.html)) return location.assign(link.href);
    if (!link.isConnected) return;
    pop.replaceChildren(parse(answer.html));
    pop.hidePopover();
    pop.showPopover({ source: link });
    shownFor = link;
    link.setAttribute('aria-expanded', 'true');
    pop.addEventListener('toggle', closed);
    speak(pop.textContent.replace(/\s+/g, ' ').trim());
  } catch {
    location.assign(link.href);
  }

  function closed(event) {
    if (event.newState !== 'closed') return;
    pop.removeEventListener('toggle', closed);
    link.setAttribute('aria-expanded', 'false');
    if (shownFor === link) shownFor = null;
  }
}
