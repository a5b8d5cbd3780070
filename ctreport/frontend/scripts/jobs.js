/**
 * Says how a job goes on to people who listen: at each quarter and at the end, not at each second.
 *
 * The part of the page that htmx renews carries the words; they are spoken when they change. Without this script, and
 * without any script, the page still shows the same.
 */
const status = document.getElementById('job-status')

document.addEventListener('htmx:load', () => {
  const words = document.getElementById('job-progress')?.dataset.announce.trim()
  if (status && words && status.textContent !== words) status.textContent = words
})
