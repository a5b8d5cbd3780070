/**
 * Puts the token of a figure into a narrative, where the caret stands.
 *
 *   <button type="button" data-insert-token="{{figure:briefings}}" data-target="id_narrative">…</button>
 *
 * Works by mouse and by keyboard; afterwards the caret stands behind the token, in the text. The text area says that
 * it was changed by an ordinary input event, so that a preview that listens for typing follows. What was done is said
 * in the live region `[data-token-status]` of the same form, if there is one. Undo (Ctrl+Z) works where the browser
 * lets a script type.
 */
function needsSpace (before, after) {
  return { left: /[^\s(“‘"'£]$/.test(before) ? ' ' : '', right: /^[\p{L}\p{N}]/u.test(after) ? ' ' : '' }
}

/** Text areas that have held the caret. In any other a token goes to the end, where one goes on writing. */
const visited = new WeakSet()
document.addEventListener('focusin', (event) => visited.add(event.target))

function insert (area, token) {
  if (!visited.has(area)) area.setSelectionRange(area.value.length, area.value.length)
  const { selectionStart, selectionEnd, value } = area
  const space = needsSpace(value.slice(0, selectionStart), value.slice(selectionEnd))
  const text = space.left + token + space.right
  area.focus()
  area.setSelectionRange(selectionStart, selectionEnd)
  // The older call keeps the browser's undo history; where it is gone, the text is set directly.
  const typed = typeof document.execCommand === 'function' && document.execCommand('insertText', false, text)
  if (!typed) {
    area.setRangeText(text, selectionStart, selectionEnd, 'end')
    area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }))
  }
  const caret = selectionStart + text.length - space.right.length
  area.setSelectionRange(caret, caret)
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-insert-token]')
  const area = button && document.getElementById(button.dataset.target)
  if (!area) return
  event.preventDefault()
  insert(area, button.dataset.insertToken)
  const status = area.form?.querySelector('[data-token-status]')
  if (status) status.textContent = `${button.dataset.tokenLabel || button.textContent.trim()} put into the text`
})
