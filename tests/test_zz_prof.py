import cProfile, pstats, pytest
from tests.test_access import *
@pytest.mark.django_db
def test_p(wereld):
    p=cProfile.Profile(); p.enable()
    try: test_elk_adres_geeft_elke_rol_wat_de_tabel_zegt(wereld,"lezer")
    except AssertionError: pass
    p.disable(); 
    import io; s=io.StringIO(); pstats.Stats(p,stream=s).sort_stats("cumulative").print_stats(70); open("/tmp/w/prof.txt","w").write(s.getvalue())
