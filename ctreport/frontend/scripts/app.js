/**
 * Starts GOV.UK Frontend. Every page loads it as a module; every page works without it.
 *
 * GOV.UK's own template marks the body by an inline script. Our content security policy allows none, so the mark is
 * set here, before the components start, as they refuse to start without it.
 */
import { initAll } from './govuk-frontend.min.js'

document.documentElement.classList.add('ct-js')
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// Fragments that htmx puts into the page bring components of their own.
document.addEventListener('htmx:load', (event) => {
  const fragment = event.detail.elt
  if (fragment !== document.body) initAll({ scope: fragment })
})
