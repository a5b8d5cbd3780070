/**
 * Makes a long list of checkboxes or radios searchable.
 *
 *   <div class="ct-picker" data-picker data-picker-label="Search pledges"> … checkboxes or radios … </div>
 *
 * The search field and the count are added here, as they do nothing without script. What is chosen stays in view
 * whatever is searched for, so that nothing is saved unseen. Keys: Down goes from the search field to the list, Escape
 * empties the search, Enter does not send the form.
 */
const ITEM = '.govuk-checkboxes__item, .govuk-radios__item'
const CHOICE = 'input[type="checkbox"], input[type="radio"]'

/** Text as it is compared: lower case, accents and typographic apostrophes aside. */
function plain (text) {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').replace(/[‘’]/g, "'").toLowerCase().trim()
}

function buildSearch (picker, id) {
  const search = document.createElement('div')
  search.className = 'ct-picker__search govuk-form-group'
  const label = document.createElement('label')
  label.className = 'govuk-label'
  label.htmlFor = id
  label.textContent = picker.dataset.pickerLabel || 'Search this list'
  const input = document.createElement('input')
  Object.assign(input, { id, type: 'search', className: 'govuk-input', autocomplete: 'off', spellcheck: false })
  const count = document.createElement('p')
  count.className = 'ct-picker__count govuk-hint'
  count.id = `${id}-count`
  count.setAttribute('role', 'status')
  input.setAttribute('aria-describedby', count.id)
  search.append(label, input, count)
  return { search, input, count }
}

function countText (items, shown) {
  const chosen = items.filter((item) => item.choice.checked).length
  const found = shown === items.length ? `${items.length} in the list` : `${shown} of ${items.length} shown`
  return `${found}, ${chosen} chosen`
}

function start (picker, index) {
  picker.dataset.pickerState = 'ready'
  const list = picker.querySelector('.govuk-checkboxes, .govuk-radios')
  if (!list) return
  const items = [...list.querySelectorAll(ITEM)]
    .map((element) => ({ element, choice: element.querySelector(CHOICE), text: plain(element.textContent) }))
    .filter((item) => item.choice)
  if (items.length < 2) return

  const { search, input, count } = buildSearch(picker, `ct-picker-${index}-${list.id || items[0].choice.id}`)
  const update = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean)
    let shown = 0
    for (const { element, choice, text } of items) {
      const visible = choice.checked || words.every((word) => text.includes(word))
      element.hidden = !visible
      if (visible) shown++
    }
    count.textContent = countText(items, shown)
  }
  input.addEventListener('input', update)
  list.addEventListener('change', update)
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault()
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      items.find((item) => !item.element.hidden)?.choice.focus()
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      input.value = ''
      update()
    }
  })
  list.classList.add('ct-picker__list')
  list.before(search)
  update()
}

function startAll (root) {
  root.querySelectorAll('[data-picker]:not([data-picker-state])').forEach(start)
}

startAll(document)
document.addEventListener('htmx:load', (event) => startAll(event.detail.elt))
