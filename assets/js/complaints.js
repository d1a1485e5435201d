// A complaint at a field goes as soon as the field is changed; the next sending says whether it is right now.
document.addEventListener('input', ({ target }) => heed(target));
document.addEventListener('change', ({ target }) => heed(target));

function heed(field) {
  const form = field.form;
  const id = form && field.name && `${field.name}-complaint`;
  // Two small forms may share a place for their complaints below them.
  const around = [form, form?.parentElement].find((place) => id && place?.querySelector(`.complaint#${CSS.escape(id)}`));
  const complaint = around?.querySelector(`.complaint#${CSS.escape(id)}`);
  if (!complaint) return;
  for (const about of form.querySelectorAll(`[aria-describedby~="${CSS.escape(id)}"]`)) {
    const others = about.getAttribute('aria-describedby').split(/\s+/).filter((other) => other && other !== id);
    if (others.length) about.setAttribute('aria-describedby', others.join(' '));
    else about.removeAttribute('aria-describedby');
    about.removeAttribute('aria-invalid');
  }
  field.removeAttribute('aria-invalid');
  complaint.remove();
  // What is said of the whole form was said with the complaints at its fields.
  if (!form.querySelector('.complaint')) {
    for (const whole of form.querySelectorAll(':scope > .notice[role="alert"]:not([data-problem])')) whole.remove();
  }
}
