// Takes files as they are chosen, dropped or pasted. Without it the form brings them itself.
import { speak } from './swap.js';
import { running, upload, whenDone, words } from './uploading.js';

document.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-files] input[type="file"]')) return;
  const chosen = [...target.files];
  target.value = '';
  // Nothing is typed here any more that the page would have to be held for.
  target.dispatchEvent(new Event('input', { bubbles: true }));
  add(chosen, target.closest('[data-files]'));
});

document.addEventListener('click', ({ target }) => {
  const button = target.closest?.('[data-drop-upload]');
  if (button) drop(button);
});

// Beside the place itself a dropped file would take the page away, and every word on it.
let over = 0;
document.addEventListener('dragover', (event) => {
  if (!zones().length || !event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  const zone = zoneAt(event.target);
  event.dataTransfer.dropEffect = zone ? 'copy' : 'none';
  clearTimeout(over);
  leave(zone);
  if (zone) zone.dataset.over = '';
  over = setTimeout(leave, 500);
});
document.addEventListener('drop', (event) => {
  if (!zones().length || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  leave();
  add([...event.dataTransfer.files], zoneAt(event.target));
});

// A cell of a spreadsheet is text and a picture at once: there the text is meant.
document.addEventListener('paste', (event) => {
  const { files, types } = event.clipboardData ?? {};
  const zone = zoneAt(event.target);
  if (!zone || !files?.length || types.includes('text/plain')) return;
  event.preventDefault();
  add([...files], zone);
});

// A form goes when its files are there.
document.addEventListener('submit', (event) => {
  const zone = event.target.querySelector('[data-files]');
  if (!zone || running(zone).length === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { target: { id }, submitter } = event;
  whenDone(zone, () => document.getElementById(id)?.requestSubmit(submitter?.isConnected ? submitter : null));
  speak(words(zone, 'wait'));
  for (const { row } of running(zone)) row.scrollIntoView({ block: 'nearest' });
}, true);

const zones = () => document.querySelectorAll('[data-files]');

// Where a file belongs that comes in here: to this row, or to the only place there is. It is never guessed which ticket
// is meant.
function zoneAt(element) {
  const near = element.closest?.('[data-files], [data-row]');
  if (near) return near.matches('[data-files]') ? near : near.querySelector('[data-files]');
  return zones().length === 1 ? zones()[0] : null;
}

function leave(but) {
  for (const zone of document.querySelectorAll('[data-over]')) if (zone !== but) delete zone.dataset.over;
}

function add(files, zone) {
  if (zone) for (const file of files) upload(file, nameOf(file, zone), zone);
}

// What is pasted is called image.png by every browser.
function nameOf(file, zone) {
  if (file.name && file.name !== 'image.png') return file.name;
  const time = new Date().toLocaleTimeString('en-GB').replaceAll(':', '.');
  return `${words(zone, 'pasted').replace('{time}', time)}.${file.type.split('/')[1] || 'png'}`;
}

function drop(button) {
  const [row, zone] = [button.closest('.file'), button.closest('[data-files]')];
  fetch(button.dataset.dropUpload, { method: 'POST', headers: { Accept: 'application/json' }, credentials: 'same-origin' });
  speak(words(zone, 'dropped', row.querySelector('.file-name').textContent));
  row.remove();
  zone.querySelector('input[type="file"]').focus();
}
