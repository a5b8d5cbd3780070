/** Brings the answer for a cell together with the cell on the page, where somebody may be typing on. */
import { inputOf, stateOf, storedOf } from './workgrid-cells.js'

/** Whether somebody is in a part of a cell, or has typed an answer there that is not saved. */
export const isInUse = (part) => part.contains(document.activeElement) ||
  [...part.querySelectorAll('.ct-ask__input')].some((one) => one.value !== one.defaultValue)

/** Puts an answer around the field in which somebody types. */
export function merge (old, fresh, isTypedOn) {
  const input = inputOf(old)
  const isFocused = document.activeElement === input
  old.className = fresh.className
  for (const name of ['version', 'result', 'undo', 'theirs', 'unsaved', 'again']) {
    if (name in fresh.dataset) old.dataset[name] = fresh.dataset[name]
    else delete old.dataset[name]
  }
  old.dataset.stored = storedOf(fresh)
  input.toggleAttribute('aria-invalid', false)
  if (inputOf(fresh).hasAttribute('aria-invalid')) input.setAttribute('aria-invalid', 'true')
  replaceWords(old.querySelector('.ct-cell__rest'), fresh.querySelector('.ct-cell__rest'))
  const asks = old.querySelector('.ct-cell__asks')
  if (isInUse(asks)) mergeWords(asks, fresh)
  else asks.replaceWith(fresh.querySelector('.ct-cell__asks'))
  if (isTypedOn) return
  input.defaultValue = input.value = inputOf(fresh).value
  if (isFocused) input.select()
}

/** Puts the words beside a field in place; whoever stands on a link or button there stays on it. */
function replaceWords (here, fresh) {
  const places = (part) => [...part.querySelectorAll('a, button')]
  const at = places(here).indexOf(document.activeElement)
  here.replaceWith(fresh)
  if (at >= 0) (places(fresh)[at] ?? places(fresh)[0])?.focus({ preventScroll: true })
}

/** Takes over what is stored of the answers beneath a cell, and leaves the fields in place. */
function mergeWords (here, fresh) {
  for (const one of here.querySelectorAll('.ct-ask__input')) {
    const stored = fresh.querySelector(`[data-why="${one.dataset.why}"]`)
    one.defaultValue = stored?.value ?? ''
    if (stored) one.closest('.ct-ask').className = stored.closest('.ct-ask').className
  }
}

const COUNTED = {
  entered: (state) => state !== 'empty',
  drafts: (state) => ['draft', 'returned'].includes(state),
  submitted: (state) => state === 'submitted',
  approved: (state) => state === 'approved'
}

/** Keeps the counts above the grid true. */
export function count (form, old, fresh) {
  for (const [name, isCounted] of Object.entries(COUNTED)) {
    const place = form.querySelector(`[data-count="${name}"]`)
    const step = isCounted(stateOf(fresh)) - isCounted(stateOf(old))
    if (place) place.textContent = Number(place.textContent) + step
  }
}
