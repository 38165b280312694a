import pytest
from tests.bouwers import *
from tests.formulier import fichedata
from tests.toegang import *
import time
@pytest.mark.django_db
def test_pw():
    u=maak_gebruiker(password="oud-wachtwoord-1")
    from allauth.account.adapter import get_adapter
    get_adapter().set_password(u,"nieuw-wachtwoord-2")
    from pmiek.models import Gebruiker
    print("GEWIJZIGD", Gebruiker.objects.get(pk=u.pk).check_password("nieuw-wachtwoord-2"))
@pytest.mark.django_db
def test_5000():
    w=maak_wereld(); c=w.client("redacteur"); p=w.eigen["project"]
    for n in (500,1000,5000):
        d=fichedata(p)|{f"afspraak-{i}-activiteit":"x" for i in range(10,n+10)}|{f"afspraak-{i}-basis":"{}" for i in range(10,n+10)}
        t=time.time(); r=c.post(f"/zuid-holland/projecten/{p.pk}/bewerken/",d); print(n, r.status_code,len(r.content),time.time()-t)
@pytest.mark.django_db
@pytest.mark.parametrize("basis",['{"gemeenten":5}','{"gemeenten":["abc"]}','{"gemeenten":["%s"]}'%("9"*30),'{"gemeenten":[[1]]}','{"gemeenten":{"a":1}}','{"gemeenten":null}','{"naam":[1]}','{"naam":{"a":NaN}}','[]','{"gemeenten":["\\u0000"]}','['*100000, '{"naam":"\\ud800"}','{"a":'+"1"*5000+'}'])
def test_basis(basis):
    w=maak_wereld(); c=w.client("redacteur"); c.raise_request_exception=False; p=w.eigen["project"]
    d=fichedata(p)|{"basis":basis,"naam":"Andere naam"}
    r=c.post(f"/zuid-holland/projecten/{p.pk}/bewerken/",d)
    print("BASIS",basis[:40], r.status_code, repr(getattr(r,"exc_info",None) and r.exc_info[1]))
@pytest.mark.django_db
@pytest.mark.parametrize("extra",[{"afspraak-0-id":"9"*40},{"afspraak-0-plaats":"9"*40},{"afspraak-0-plaats":"²"},{"rijactie":"afspraak:omhoog:²"},{"rijactie":"afspraak:omhoog:"+"9"*5000},{"afspraak-٣-activiteit":"x"},{"rijactie":"a"*100},{"rijactie":"ip:toevoegen:"},{"afspraak-0-trekker":"9"*30},{"ronde":"9"*30},{"ronde":"²"},{"breedtegraad":"NaN"},{"breedtegraad":"1e400"},{"breedtegraad":"Infinity"},{"afspraak-0-trekker":"\x00"},{"gemeenten":"\x00"},{"naam":"\ud800"},{"afspraak-0-basis":'{"betrokken_partijen":["x"]}'},{"daarna":"volgende"},{"afspraak-0-afgerond_op":"9"*30},{"nummer":"9"*19}])
def test_extra(extra):
    w=maak_wereld(); c=w.client("redacteur"); c.raise_request_exception=False; p=w.eigen["project"]
    d=fichedata(p)|extra
    try: r=c.post(f"/zuid-holland/projecten/{p.pk}/bewerken/",d)
    except UnicodeEncodeError: print("enc"); return
    print("EXTRA",str(extra)[:60], r.status_code, repr(getattr(r,"exc_info",None) and r.exc_info[1])[:200])
@pytest.mark.django_db
def test_get():
    w=maak_wereld(); c=w.client("redacteur"); c.raise_request_exception=False
    for q in ("gemeente="+"9"*30,"gemeente=%00","zoek=%00","page="+"9"*30,"page=x","sorteer=-x","sorteer=nummer,naam,nummer","fase=x","per_pagina=-1","zoek="+"a"*5000,"partij=²","nmiek=x","afspraken=x","%00=1"):
        for u in ("","exporteren/","archief/"):
            r=c.get(f"/zuid-holland/projecten/{u}?{q}"); print("GET",u,q[:30],r.status_code) if r.status_code!=200 else 0
    for q in ("veld=x&x="+"9"*100000,"veld=csrf","veld=x&x=%00","x=1","veld=x&x=31-2-2027&vorige=%00&eerste="+"a"*9999):
        r=c.get(f"/periode/?{q}"); print("P",q[:20],r.status_code)
