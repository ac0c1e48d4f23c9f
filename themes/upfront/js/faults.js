// Answers that cannot be taken: the summary above the question and the message at it.
let wrong = [];
function clearFault() {
  const [one, ...told] = wrong;
  if (!one) return;
  wrong = [];
  for (const part of told) part.remove();
  one.box.classList.remove('up-wrong');
  // What is described by the message as well stays so: a message that is gone says nothing.
  one.number?.removeAttribute('aria-invalid');
}

/** What is wrong with what was typed, where that is certain. */
function faultOf(one) {
  const { number, periods } = one;
  const typed = number?.value.trim();
  const { none, pence, fortnight, twice } = form.dataset;
  if (!typed) return '';
  if (/^(none|nil|nothing)$/i.test(typed) && takes(one, '0')) return none;
  const pounds = `£${(parseInt(typed, 10) / 100).toFixed(2)}`;
  if (/^\d+ ?p(ence)?$/i.test(typed) && takes(one, pounds)) return put(pence, { typed, pounds });
  if (/fortnight|(2|two)[ -]week/i.test(typed) && periods?.querySelector('[value="a week"]')) return fortnight;
  return period(one) && takes(one, typed) ? twice : '';
}

function refuse(one, words) {
  const { box, described, periods } = one;
  const [at, number] = wantsPeriod(one) ? [periods] : [box, one.number];
  words ||= at.dataset.fault;
  const message = make('p', { className: 'up-error-message', id: `${box.id}-error` }, words);
  const field = number ?? at.querySelector('input');
  field.closest('.up-field, .up-option').before(message);
  box.classList.add('up-wrong');
  box.setAttribute('aria-describedby', `${described} ${message.id}`.trim());
  number?.setAttribute('aria-invalid', 'true');
  number?.setAttribute('aria-describedby', message.id);
  const told = byId('error-summary').content.cloneNode(true).firstElementChild;
  const link = told.querySelector('a');
  link.href = `#${field.id}`;
  link.textContent = words;
  link.onclick = () => {
    field.focus();
    box.scrollIntoView();
    return false;
  };
  heading.before(told);
  wrong = [one, told, message];
  document.title = `${errorTitle}${heading.textContent} – ${service}`;
  told.focus();
}
