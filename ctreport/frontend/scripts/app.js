/**
 * Starts GOV.UK Frontend. Every page loads it as a module; every page works without it.
 *
 * GOV.UK's own template marks the body by an inline script. Our content security policy allows none, so the mark is
 * set here, before the components start, as they refuse to start without it. Only the components that our pages have
 * are taken in: add one here when a page gets its `data-module`.
 */
import {
  Button, Checkboxes, createAll, ErrorSummary, FileUpload, NotificationBanner, Radios, ServiceNavigation, SkipLink
} from 'govuk-frontend'

const COMPONENTS = [
  Button, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, Radios, ServiceNavigation, SkipLink
]

function startComponents (scope) {
  for (const component of COMPONENTS) createAll(component, undefined, scope)
}

document.documentElement.classList.add('ct-js')
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
startComponents(document)

// Fragments that htmx puts into the page bring components of their own.
document.addEventListener('htmx:load', (event) => {
  const fragment = event.detail.elt
  if (fragment !== document.body) startComponents(fragment)
})
