"""Makes the public site anew when what is public has changed."""

from __future__ import annotations

import logging
import secrets
from dataclasses import replace

from ctreport.publication.site import generation
from ctreport.publication.site.assets import all_assets
from ctreport.publication.site.inputs import EditionDamagedError, PublicEdition, SiteInputs, read_inputs
from ctreport.publication.site.pages import site_files

logger = logging.getLogger(__name__)
DAMAGED = "damaged"  # a state of this site only: the files of the edition are not what was published


def renew_site() -> None:
    """Bring the public site up to what is public now. Call it when the transaction that changed it is committed.

    Cheap where nothing has changed, and safe to do twice or at once. Raises AssetsMissingError where the front end
    has not been built.
    """
    if _is_shown(read_inputs()):
        return
    with generation.held():
        inputs = read_inputs()  # what was true before the site was ours may be so no longer
        if not _is_shown(inputs):
            build_site(inputs)


def _is_shown(inputs: SiteInputs) -> bool:
    name = generation.current_name()
    return name.partition("-")[0] == inputs.fingerprint and generation.folder_of(name).exists()


def build_site(inputs: SiteInputs) -> str:
    """Write the generation that the inputs give, serve it and return its name. Only for who holds the site."""
    name = inputs.fingerprint
    if generation.folder_of(name).exists():  # once more, as after files were restored: what is served stays whole
        name = f"{name}-{secrets.token_hex(4)}"
    sound = replace(inputs, editions=tuple(_sound(one) for one in inputs.editions))
    assets = {asset: address for asset, (address, _) in all_assets().items()}
    generation.write(name, site_files(sound), about={"assets": assets})
    generation.switch(name)
    return name


def _sound(edition: PublicEdition) -> PublicEdition:
    """Return the edition, or one that says so where a file of it is not what was published.

    The site can then still be made: a report that is due is not held up by damage to an old one.
    """
    if not edition.is_readable:
        return edition
    try:
        for path in edition.entries:
            edition.content(path)
    except (EditionDamagedError, ValueError) as error:
        logger.error(
            "Edition %s cannot be shown: %s Restore its files, then run renew_site --force.", edition.key, error
        )
        return replace(edition, state=DAMAGED)
    return edition
