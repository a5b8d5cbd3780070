/**
 * The colours of the branding: beside each text field a field that shows the colour and lets one be picked, kept alike;
 * and the button that takes over the darker shade which the judgement offers.
 */
const HEX = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i

/** A colour as a palette wants it, "#rrggbb"; empty where what was typed is none. */
function full (typed) {
  const digits = HEX.exec(typed.trim())?.[1].toLowerCase()
  if (!digits) return ''
  return '#' + (digits.length === 6 ? digits : [...digits].map((one) => one + one).join(''))
}

function addPicker (field) {
  const picker = document.createElement('input')
  Object.assign(picker, { type: 'color', className: 'ct-colours__picker' })
  picker.setAttribute('aria-label', `${field.labels[0].textContent.trim()}, picked from a palette`)
  const follow = () => { picker.value = full(field.value) || picker.value }
  picker.addEventListener('input', () => {
    field.value = picker.value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  field.addEventListener('input', follow)
  field.after(picker)
  follow()
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-use-colour]')
  const field = button && document.getElementById(button.dataset.for)
  if (!field) return
  field.value = button.dataset.useColour
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.focus()
})

document.querySelectorAll('[data-colour]').forEach(addPicker)
