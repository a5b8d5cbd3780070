/**
 * The checklist: a button above each long list of findings ticks all of them, or none. Without script one ticks one by
 * one.
 */
const FEWEST = 3

for (const list of document.querySelectorAll('[data-tick-all]')) {
  const boxes = [...list.querySelectorAll('input[type="checkbox"]')]
  if (boxes.length < FEWEST) continue
  const [words, about] = list.dataset.tickAll.split(': ', 2)
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary ct-tickall'
  const hidden = document.createElement('span')
  hidden.className = 'govuk-visually-hidden'
  hidden.textContent = `: ${about}`
  const say = () => {
    button.replaceChildren(boxes.every((box) => box.checked) ? 'Untick all' : words, hidden)
  }
  button.addEventListener('click', () => {
    const checked = !boxes.every((box) => box.checked)
    for (const box of boxes) box.checked = checked
    say()
  })
  list.addEventListener('change', say)
  say()
  list.before(button)
}
