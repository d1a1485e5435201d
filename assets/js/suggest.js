// Fills the list of names that a field offers, `input[data-suggest="/address"]`, as soon as somebody enters it: few who look at a
// page filter by a name. Without it the field takes names as people write them.
const asked = new WeakMap();

document.addEventListener('focusin', offer);
document.addEventListener('input', offer);

async function offer({ target }) {
  const field = target.closest?.('input[data-suggest]');
  const known = field && asked.get(field);
  // All that there is stands there already.
  if (!field || known?.all || known?.typed === field.value) return;
  const typed = known ? field.value : '';
  asked.set(field, { typed });
  const url = new URL(field.dataset.suggest, location.href);
  url.searchParams.set('q', typed);
  const response = await fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json' } }).catch(() => null);
  if (asked.get(field)?.typed !== typed) return;
  if (!response?.ok || !field.list) return asked.delete(field);
  const { people, or_more: isCut } = await response.json();
  asked.set(field, { typed, all: !typed && !isCut });
  field.list.querySelectorAll('[data-suggested]').forEach((option) => option.remove());
  field.list.append(...people.map(({ user_name: name, display_name: label }) => {
    const option = new Option(label, name);
    option.dataset.suggested = '';
    return option;
  }));
}
