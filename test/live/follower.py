#!/usr/bin/env python3
"""Follows one board over the live socket, by the AsyncAPI document alone: standard library, no socket.io.

usage: follower.py HOST PORT CHALLENGE BOARD STOP_FILE
Prints a line `watching` once it has a snapshot. When STOP_FILE exists and the copy has the position written in it, prints the copy as JSON and ends.
"""
import base64
import json
import os
import socket
import struct
import sys
import time


class Lost(Exception):
    pass


class WebSocket:
    def __init__(self, host, port, path):
        self.link = socket.create_connection((host, port), timeout=10)
        self.buffer = b""
        key = base64.b64encode(os.urandom(16)).decode()
        self.link.sendall(
            (
                f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
            ).encode()
        )
        while b"\r\n\r\n" not in self.buffer:
            self._more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise Lost(head.decode(errors="replace"))
        self.link.settimeout(0.2)

    def _more(self):
        part = self.link.recv(65536)
        if not part:
            raise Lost("the server closed the connection")
        self.buffer += part

    def _need(self, count):
        while len(self.buffer) < count:
            self._more()

    def send(self, text, opcode=1):
        data = text.encode() if isinstance(text, str) else text
        mask = os.urandom(4)
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size)
        self.link.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(data)))

    def receive(self):
        """One text frame, or None when none came in time. Nothing is taken from the buffer before a frame is whole."""
        try:
            text = b""
            offset = 0
            while True:
                self._need(offset + 2)
                first, second = self.buffer[offset], self.buffer[offset + 1]
                size, start = second & 127, offset + 2
                if size == 126:
                    self._need(start + 2)
                    (size,) = struct.unpack("!H", self.buffer[start : start + 2])
                    start += 2
                elif size == 127:
                    self._need(start + 8)
                    (size,) = struct.unpack("!Q", self.buffer[start : start + 8])
                    start += 8
                self._need(start + size)
                data, opcode = self.buffer[start : start + size], first & 15
                offset = start + size
                if opcode == 8:
                    raise Lost("closed")
                if opcode == 9:
                    self.send(data, 10)
                elif opcode in (0, 1):
                    text += data
                    if first & 128:
                        self.buffer = self.buffer[offset:]
                        return text.decode()
        except socket.timeout:
            return None


class Board:
    """The copy of a board and the rules by which messages change it."""

    def __init__(self, snapshot):
        self.head = {name: value for name, value in snapshot.items() if name != "rows"}
        self.rows = {row["collegeId"]: row for row in snapshot["rows"]}

    def change(self, message):
        """False when something was missed."""
        if message["seq"] <= self.head["seq"]:
            return True
        if message["prev"] > self.head["seq"]:
            return False
        for row in message["changes"]:
            self.rows[row["collegeId"]] = row
        for college in message["removed"]:
            self.rows.pop(college, None)
        for name in ("seq", "position", "asOf", "frozen", "rulebookVersion"):
            self.head[name] = message[name]
        return True

    def whole(self):
        return {**self.head, "rows": sorted(self.rows.values(), key=lambda row: row["order"])}


def follow(host, port, challenge, name, stop_file):
    link = WebSocket(host, port, "/socket.io/?EIO=4&transport=websocket")
    board, asked, heard, changes = None, 0, time.monotonic(), 0
    limit = 45.0

    def watch():
        nonlocal asked
        asked += 1
        link.send(f"42/live,{asked}" + json.dumps(["standings:watch", {"challengeId": challenge, "board": name}]))

    while True:
        frame = link.receive()
        if frame is None:
            if time.monotonic() - heard > limit:
                raise Lost("nothing heard")
        else:
            heard = time.monotonic()
            if frame[0] == "0":
                opened = json.loads(frame[1:])
                limit = (opened["pingInterval"] + opened["pingTimeout"]) / 1000
                link.send("40/live,")
            elif frame[0] == "2":
                link.send("3")
            elif frame.startswith("40/live,"):
                watch()
            elif frame.startswith("44/live,") or frame.startswith("41/live,") or frame[0] == "1":
                raise Lost(frame)
            elif frame.startswith(f"43/live,{asked}["):
                (answer,) = json.loads(frame[frame.index("[") :])
                if "error" in answer:
                    raise SystemExit(json.dumps(answer["error"]))
                board = Board(answer)
                print("watching", flush=True)
            elif frame.startswith("42/live,["):
                event, message = json.loads(frame[len("42/live,") :])
                if board is not None and (message["challengeId"], message["board"]) == (challenge, name):
                    if event == "standings:changed":
                        changes += 1
                        if not board.change(message):
                            watch()
                    elif event == "standings:alive" and message["seq"] > board.head["seq"]:
                        watch()
        if board is not None and os.path.exists(stop_file):
            with open(stop_file, encoding="utf-8") as file:
                wanted = file.read()
            if wanted and board.head["position"] == wanted:
                return {"board": board.whole(), "snapshots": asked, "changes": changes}


def main():
    host, port, challenge, name, stop_file = sys.argv[1:]
    while True:
        try:
            print(json.dumps(follow(host, int(port), challenge, name, stop_file)), flush=True)
            return
        except (Lost, OSError) as error:
            print(f"connecting anew: {error}", file=sys.stderr, flush=True)
            time.sleep(0.5)


main()
