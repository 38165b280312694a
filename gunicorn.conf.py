"""How the site is served: read by gunicorn in this folder, whoever starts it."""

from pmiek.garbage import collect_seldom

wsgi_app = "pmiek.wsgi:application"
bind = "127.0.0.1:8000"
worker_class = "gthread"
workers = 2
threads = 4
# a request that was accepted is finished; the longest is a fiche that is laid out
graceful_timeout = 50
timeout = 60
# what leaks comes back; not for all workers at the same moment
max_requests = 4000
max_requests_jitter = 800
keepalive = 5
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker):
    collect_seldom()
