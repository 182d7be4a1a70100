"""What a public site needs before it starts."""

from goldenbridge_site.running.refusal import SiteError


def contact_from_environment() -> None:
    """Keep GOLDENBRIDGE_CONTACT, an address, as the contact of a site that has none yet."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from goldenbridge_site.config import environment
    from goldenbridge_site.operator.models import SiteSettings

    given = environment.value("CONTACT").strip()
    kept = SiteSettings.current()
    if not given or kept.contact_email or kept.contact_text:
        return
    try:
        validate_email(given)
    except ValidationError as error:
        raise SiteError(
            f"GOLDENBRIDGE_CONTACT is {given!r}; it should be an e-mail address."
        ) from error
    kept.contact_email = given
    kept.save()


def missing() -> list[str]:
    """What a public site still lacks, each with what to do; empty for a local one."""
    from django.conf import settings

    from goldenbridge_site.moderation.models import Rule
    from goldenbridge_site.operator.models import SiteSettings

    if not settings.PUBLIC:
        return []
    lacks = []
    if settings.DEBUG:
        lacks.append("Debugging is on. Unset GOLDENBRIDGE_DEBUG: it shows secrets to strangers.")
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        lacks.append(
            "Mail: no server is set. Members could not confirm their addresses. Set "
            "GOLDENBRIDGE_SMTP_URL, such as smtp://user:password@mail.example.org:587"
        )
    site = SiteSettings.current()
    if not (site.contact_email or site.contact_text.strip()):
        lacks.append(
            "Contact: nobody can be reached. Set GOLDENBRIDGE_CONTACT to an e-mail address, or "
            "start the site locally (without GOLDENBRIDGE_URL) and fill it in at /operator/"
        )
    if not Rule.objects.filter(active=True).exists():
        lacks.append(
            "Rules: there are none, and reports name a rule. Start the site locally (without "
            "GOLDENBRIDGE_URL) and write them at /operator/"
        )
    return lacks


def demand() -> None:
    """Raise SiteError unless everything is there."""
    lacks = missing()
    if lacks:
        points = "\n".join(f"- {point}" for point in lacks)
        raise SiteError(f"A public site (GOLDENBRIDGE_URL is https) is not started yet:\n{points}")
