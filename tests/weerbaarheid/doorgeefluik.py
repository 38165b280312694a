"""A door in front of a database server that is not ours to stop: closed, nobody gets through."""

import contextlib
import socket
import threading
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit


class Doorgeefluik:
    def __init__(self, adres):
        self.delen = urlsplit(adres)
        self.achter = (self.delen.hostname or "127.0.0.1", self.delen.port or 5432)
        self.luister, self.verbindingen, self.poort = None, [], 0

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *fout):
        self._sluit()

    @property
    def adres(self):
        wie = self.delen.netloc.rpartition("@")[0]
        netloc = f"{wie}@127.0.0.1:{self.poort}" if wie else f"127.0.0.1:{self.poort}"
        return urlunsplit(self.delen._replace(netloc=netloc))

    @contextmanager
    def dicht(self):
        self._sluit()
        try:
            yield
        finally:
            self._open()

    def _open(self):
        self.luister = socket.create_server(("127.0.0.1", self.poort), reuse_port=False)
        self.poort = self.luister.getsockname()[1]
        threading.Thread(target=self._neem_aan, args=(self.luister,), daemon=True).start()

    def _sluit(self):
        # a thread that waits in accept() keeps the socket alive until it is woken
        with contextlib.suppress(OSError):
            self.luister.shutdown(socket.SHUT_RDWR)
        self.luister.close()
        for een in self.verbindingen:
            with contextlib.suppress(OSError):
                een.shutdown(socket.SHUT_RDWR)
            een.close()
        self.verbindingen = []

    def _neem_aan(self, luister):
        while True:
            try:
                voor, _ = luister.accept()
                achter = socket.create_connection(self.achter)
            except OSError:
                return
            self.verbindingen += [voor, achter]
            for van, naar in ((voor, achter), (achter, voor)):
                threading.Thread(target=self._geef_door, args=(van, naar), daemon=True).start()

    def _geef_door(self, van, naar):
        with contextlib.suppress(OSError):
            while blok := van.recv(65536):
                naar.sendall(blok)
        for een in (van, naar):
            with contextlib.suppress(OSError):
                een.shutdown(socket.SHUT_RDWR)
