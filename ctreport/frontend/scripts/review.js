/**
 * The review queue: a approves, r opens the return with its comment, s skips.
 *
 *   <article data-review> … <button data-review-key="a">, <summary data-review-key="r">, <a data-review-key="s"> …
 *     <div data-review-keys hidden><input type="checkbox" data-review-toggle></div></article>
 *
 * Keys of one letter can be switched off, which is remembered (WCAG 2.2, 2.1.4). They do nothing while a person types,
 * with a modifier, or while a key is held down, so that one press never decides on two records.
 */
const STORE = 'ctreport.review.keys'

/** Storage may be refused by the browser; the keys then are on at each visit. */
function remembered () {
  try {
    return window.localStorage.getItem(STORE) !== 'off'
  } catch {
    return true
  }
}

function remember (on) {
  try {
    window.localStorage.setItem(STORE, on ? 'on' : 'off')
  } catch {
    // nothing to do: it holds for this page
  }
}

function isTyping (target) {
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

function act (target, key) {
  if (key !== 'r') {
    target.click()
    return
  }
  const details = target.closest('details')
  details.open = true
  details.querySelector('textarea').focus()
}

function start (item) {
  const toggle = item.querySelector('[data-review-toggle]')
  item.querySelector('[data-review-keys]').hidden = false
  toggle.checked = remembered()
  toggle.addEventListener('change', () => remember(toggle.checked))
  let decided = false
  window.addEventListener('pageshow', () => { decided = false }) // shown again by the browser's back button
  document.addEventListener('keydown', (event) => {
    const isModified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
    // The switch itself is no place to type in, so the keys go on working from it.
    const isBusy = event.target !== toggle && isTyping(event.target)
    if (!toggle.checked || decided || event.repeat || event.defaultPrevented || isModified || isBusy) return
    const key = event.key.toLowerCase()
    const target = ['a', 'r', 's'].includes(key) && item.querySelector(`[data-review-key="${key}"]`)
    if (!target) return
    event.preventDefault()
    decided = key !== 'r'
    act(target, key)
  })
}

document.querySelectorAll('[data-review]').forEach(start)
