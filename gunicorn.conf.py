"""How the site is served: read by gunicorn in this folder, whoever starts it."""

import sys

from gunicorn.workers.gthread import ThreadWorker

from pmiek.garbage import collect_seldom


class Worker(ThreadWorker):
    """A worker that stops serves who was let in already, and sends nobody else to a closed door.

    The one of gunicorn leaves a connection that waits for `accept` to be reset when it is gone.
    """

    def set_accept_enabled(self, enabled):
        is_last = self._accepting and not self.alive
        for listener in self.sockets if is_last else []:
            self._accept_waiting(listener)
        super().set_accept_enabled(enabled)
        for listener in self.sockets if is_last else []:
            listener.close()

    def _accept_waiting(self, listener):
        before = None
        while before != self.nr_conns:
            before = self.nr_conns
            self.accept(listener)


wsgi_app = "pmiek.wsgi:application"
bind = "127.0.0.1:8000"
worker_class = Worker
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
