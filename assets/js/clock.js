// Keeps "2 h 10 left" true: the server counts business time, so once a minute `[data-tick]` elements are
// taken from the fragment at `data-tick-url`. Nothing else moves, so no row slips from under the pointer.
import { ask, isFragment } from './net.js';
import { parse } from './swap.js';

const MINUTE = 60000;
let last = Date.now();

setInterval(tick, MINUTE);
document.addEventListener('visibilitychange', () => { if (Date.now() - last > MINUTE) tick(); });

async function tick() {
  if (document.hidden) return;
  last = Date.now();
  for (const area of document.querySelectorAll('[data-tick-url]')) {
    try {
      const answer = await ask(area.dataset.tickUrl);
      if (!answer.ok || !isFragment(answer.html)) continue;
      for (const fresh of parse(answer.html).querySelectorAll('[data-tick][id]')) {
        const old = area.querySelector(`#${CSS.escape(fresh.id)}`);
        if (old && !old.querySelector('[aria-expanded="true"]') && !old.contains(document.activeElement)) old.replaceWith(fresh);
      }
    } catch { /* without a connection the last true word stays, with its exact moment beside it */ }
  }
}
