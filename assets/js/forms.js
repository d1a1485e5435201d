// Sends `form[data-fetch]` without leaving the page. A refusal or a lost connection never costs a typed word.
import { keep } from './drafts.js';
import { ask, isFragment } from './net.js';
import { tell } from './spoken.js';
import { focusComplaint, onContent, parse, problem, speak, swap } from './swap.js';

let ownChange = 0;

/// Milliseconds since this tab last changed something itself.
export const sinceOwnChange = () => Date.now() - ownChange;

/// True while a form inside (or around) `element` holds words that were not sent.
export function isDirty(element) {
  return element.matches('form[data-dirty]') || element.querySelector('form[data-dirty]') !== null;
}

onContent((root) => {
  for (const form of root.querySelectorAll('form[data-fetch]')) prepare(form);
  if (root.matches?.('form[data-fetch]')) prepare(root);
});

document.addEventListener('input', ({ target }) => {
  const form = target.form;
  if (form?.method !== 'post') return;
  if (isBlank(form)) delete form.dataset.dirty; else form.dataset.dirty = '';
});

// Typed and erased again is not typed: nothing would be lost, and the page may go on living.
function isBlank(form) {
  return [...form.elements].every((field) => {
    if (field.matches('[type="radio"], [type="checkbox"]')) return field.checked === field.defaultChecked;
    if (field.matches('select')) return [...field.options].every((option) => option.selected === option.defaultSelected);
    return !field.matches('textarea, input:not([type="hidden"])') || field.value.trim() === '';
  });
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post' || form.matches('[data-saves]')) return;
  if (form.dataset.sending !== undefined) return event.preventDefault();
  form.dataset.sending = '';
  if (!form.matches('[data-fetch]')) return;
  event.preventDefault();
  send(form, event.submitter);
});

// A page that comes back from the browser's memory still has the key that was sent. Fetched again at its own address it says
// what became of that; what was not taken is a draft until then.
addEventListener('pageshow', async ({ persisted }) => {
  const sent = [...document.querySelectorAll('form[data-sending]')];
  if (persisted && sent.length) {
    const heard = await Promise.all(sent.map((form) => !form.matches('[data-draft]') || keep(form)));
    if (heard.every(Boolean)) return location.reload();
  }
  // Without the desk nothing is fetched; it must be possible to send again.
  for (const form of sent) delete form.dataset.sending;
});

// The server's complaints are translated and stand at the field; the browser's bubbles are neither.
function prepare(form) {
  form.noValidate = true;
}

async function send(form, submitter) {
  const body = new FormData(form, submitter);
  form.setAttribute('aria-busy', 'true');
  speak(document.body.dataset.busy);
  ownChange = Date.now(); // the news may be here before the answer
  form.dispatchEvent(new CustomEvent('watchdesk:sending', { bubbles: true }));
  let answer = null;
  try {
    answer = await ask(submitter?.getAttribute('formaction') ?? form.action, {
      method: 'POST',
      body: form.enctype === 'multipart/form-data' ? body : new URLSearchParams(body),
    });
  } catch { /* no answer at all: said below */ }
  form.removeAttribute('aria-busy');
  tell(answer?.said ?? ''); // what arrives may say more
  delete form.dataset.sending;
  // Another form's answer may have drawn this one anew meanwhile.
  const here = form.isConnected ? form : document.getElementById(form.id) ?? form;
  if (answer) settle(here, answer);
  else refuse(here, document.body.dataset.offline);
}

function settle(form, answer) {
  if (answer.moved) {
    delete form.dataset.dirty;
    form.dataset.sending = ''; // stays locked until the next page is there
    location.assign(answer.moved);
    return;
  }
  if (!isFragment(answer.html)) {
    if (!answer.ok) return refuse(form, document.body.dataset.failed);
    delete form.dataset.dirty;
    location.reload();
    return;
  }
  const target = form.dataset.target ? document.querySelector(form.dataset.target) : form;
  const content = parse(answer.html);
  if (!answer.ok && !keeps(content, form, target)) return refuse(form, messageOf(content));
  ownChange = Date.now();
  const fresh = swap(target, answer.html, { sent: form });
  if (!answer.ok && fresh) {
    const refused = (form.id && document.getElementById(form.id)) || fresh.querySelector('form');
    if (refused) {
      refused.dataset.dirty = '';
      refused.dispatchEvent(new CustomEvent('watchdesk:unsent', { bubbles: true }));
    }
    focusComplaint(fresh);
  }
}

// A refusal may replace the form only by the same form, which the server drew with what was typed. Where nothing was
// typed (a button), what has become of the target will do.
function keeps(content, form, target) {
  if (form.id && content.querySelector(`form#${CSS.escape(form.id)}`)) return true;
  const typed = form.dataset.dirty !== undefined && form.querySelector('textarea, input:not([type="hidden"])');
  return !typed && content.firstElementChild?.id !== '' && content.firstElementChild?.id === target?.id;
}

// A failure comes as a notice of its own; of anything else only its message is of use.
function messageOf(content) {
  const notice = content.firstElementChild;
  if (notice?.matches('[data-problem]')) return notice;
  return content.querySelector('[role="alert"]')?.textContent.trim() || document.body.dataset.failed;
}

function refuse(form, message) {
  problem(form, message);
  form.dataset.dirty = '';
  form.dispatchEvent(new CustomEvent('watchdesk:unsent', { bubbles: true }));
  focusComplaint(form);
}
