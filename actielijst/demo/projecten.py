from actielijst.models import IPKoppeling, Project
from pmiek.rendered import set_links

GEEN_VOORBEELD = {"project": "", "velden": {}}


def maak_project(naslag, ronde, feiten, voorbeeld):
    """One real project; what the source does not say comes from `voorbeeld` and is named so."""
    velden = feiten["velden"] | voorbeeld["velden"]
    project = Project(
        provincie=naslag.provincie,
        ronde=ronde if velden.get("nummer") else None,
        voorbeeld=bool(voorbeeld["velden"]),
        bron=bronvermelding(feiten, voorbeeld),
        **naslag.velden(velden),
    )
    project.save()
    set_links(project, "gemeenten", naslag.gemeenten_van(feiten["gemeenten"]))
    betrokken = naslag.partijen_van(feiten.get("netbeheerders", []))
    set_links(project, "betrokken_partijen", betrokken)
    for koppeling in voorbeeld.get("ip", []):
        IPKoppeling(project=project, **naslag.velden(koppeling)).save()
    return project


def bronvermelding(feiten, voorbeeld):
    namen = [Project._meta.get_field(veld).verbose_name for veld in voorbeeld["velden"]]
    if "ip" in voorbeeld:
        namen.append("IP-nummers")
    regels = [*feiten["bron"], *_opsomming("Afgeleid", feiten.get("afgeleid", []))]
    return "\n".join([*regels, *_opsomming("Voorbeeldgegevens", namen)])


def _opsomming(kop, namen):
    return [f"{kop}: {', '.join(namen)}."] if namen else []
