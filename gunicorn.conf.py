"""How the site is served: read by gunicorn in this folder, whoever starts it."""

import sys

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
# each request goes to the worker that is free first; a connection that stays would keep its people
# at one worker, however busy: the slowest save of twenty took 931 ms instead of 661
keepalive = 0
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker):
    collect_seldom()
    # after each of its 60 queries a save waits for its turn behind a thread that computes: 5 ms by
    # default, which made the slowest of twenty take 789 ms instead of 606
    sys.setswitchinterval(0.001)
