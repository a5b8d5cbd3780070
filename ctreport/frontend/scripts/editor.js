/**
 * The editor of a report: lists of figures that can be searched, targets that fit the kind of footnote, a picture shown
 * as soon as it is chosen, and a warning before a text that was not saved is left. All of it works without, too.
 */

/** Text as it is compared. */
function plain (text) {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').replace(/[‘’]/g, "'").toLowerCase().trim()
}

/** Adds a search field above a list of tokens: <div data-token-search="Search the figures"><ul>…</ul></div> */
function addSearch (holder, number) {
  const items = [...holder.querySelectorAll('li')]
  if (items.length < 9) return
  const label = document.createElement('label')
  label.className = 'govuk-label'
  label.textContent = holder.dataset.tokenSearch
  const input = document.createElement('input')
  Object.assign(input, { type: 'search', id: `token-search-${number}`, className: 'govuk-input', autocomplete: 'off' })
  label.htmlFor = input.id
  const count = document.createElement('p')
  count.className = 'govuk-hint'
  count.setAttribute('role', 'status')
  input.addEventListener('input', () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean)
    let shown = 0
    for (const item of items) {
      item.hidden = !words.every((word) => plain(item.textContent).includes(word))
      if (!item.hidden) shown++
    }
    count.textContent = words.length ? `${shown} of ${items.length} shown` : ''
  })
  input.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault() })
  holder.prepend(label, input, count)
}

/** Shows, of a list of targets, the group of the kind that is chosen: <select data-targets="kind"> with groups data-kind. */
function fitTargets (select) {
  const groups = [...select.querySelectorAll('optgroup')]
  const none = select.options[0]
  const words = none.textContent
  const choices = [...select.form.elements[select.dataset.targets]]
  const update = () => {
    const kind = choices.find((choice) => choice.checked)?.value
    const chosen = select.value
    for (const group of groups) group.remove()
    select.append(...groups.filter((group) => !kind || !group.dataset.kind || group.dataset.kind === kind))
    none.textContent = !kind || kind === 'sentence' ? words : `Choose the ${kind}`
    select.value = [...select.options].some((option) => option.value === chosen) ? chosen : none.value
  }
  for (const choice of choices) choice.addEventListener('change', update)
  update()
}

/** Shows a picture that was chosen, before it is sent. */
function showPicture (input) {
  const holder = input.form.querySelector('[data-picture]')
  input.addEventListener('change', () => {
    const file = input.files[0]
    if (!holder || !file || !/^image\/(jpeg|png|webp)$/.test(file.type) || file.size > 5_000_000) return
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const image = new Image()
      image.className = 'ct-picture__image'
      image.alt = 'The picture that you chose; it is not saved yet'
      image.src = reader.result
      holder.replaceChildren(image)
    })
    reader.readAsDataURL(file)
  })
}

/** Asks before a page is left on which something was typed and not saved. */
function guard (form) {
  let isDirty = false
  form.addEventListener('input', () => { isDirty = true })
  form.addEventListener('click', (event) => { if (event.target.closest('.ct-chooser button')) isDirty = true })
  form.addEventListener('submit', () => { isDirty = false })
  window.addEventListener('beforeunload', (event) => { if (isDirty) event.preventDefault() })
}

// A button that cannot do anything keeps its place for the keyboard, and does nothing.
document.addEventListener('click', (event) => {
  if (event.target.closest('button[aria-disabled="true"]')) event.preventDefault()
}, true)
document.addEventListener('htmx:confirm', (event) => {
  if (event.target.closest?.('button[aria-disabled="true"]')) event.preventDefault()
})

document.querySelectorAll('[data-token-search]').forEach(addSearch)
document.querySelectorAll('select[data-targets]').forEach(fitTargets)
document.querySelectorAll('[data-picture-input]').forEach(showPicture)
document.querySelectorAll('[data-editor-form]').forEach(guard)
