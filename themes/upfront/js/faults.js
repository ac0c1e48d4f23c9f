// Answers that cannot be taken: the summary above the question and the message at it.
function clearFault() {
  const told = document.querySelector('.up-error-summary');
  if (!told) return;
  told.remove();
  document.querySelector('.up-error-message').remove();
  for (const { box, described, number } of [...questions, opener]) {
    box.classList.remove('up-wrong');
    if (described) box.setAttribute('aria-describedby', described);
    else box.removeAttribute('aria-describedby');
    number?.removeAttribute('aria-invalid');
    number?.removeAttribute('aria-describedby');
  }
}

function refuse(one) {
  const { box, described, periods } = one;
  const [at, number] = wantsPeriod(one) ? [periods] : [box, one.number];
  const words = at.dataset.fault;
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
  link.addEventListener('click', (event) => {
    event.preventDefault();
    field.focus();
    box.scrollIntoView();
  });
  heading.before(told);
  document.title = `${errorTitle}${heading.textContent} – ${service}`;
  told.focus();
}
