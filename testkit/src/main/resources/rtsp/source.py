# SPDX-License-Identifier: Apache-2.0
"""An RTSP camera of GStreamer: /main, and /sub at half its size, H.264 and PCMU.

Reads one line, a JSON object:
  address, port   where it listens
  width, height   of /main, pixels
  rate            pictures a second
  show            "ball", "clock", or the path of a picture (.jpg, .png) that is shown all the time
  audio           whether there is sound
  user, password  who may look; without them anybody may
  digest          whether the password is proved by Digest rather than sent by Basic
  seconds         after which each stream ends; 0: never
Says "listening PORT" when it does. It ends when its standard input does.
"""
import json
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

asked = json.loads(sys.stdin.readline())
Gst.init(None)


def pictures(width, height):
    """Returns the beginning of a pipeline that gives raw pictures."""
    rate = asked["rate"]
    ends = f"num-buffers={asked['seconds'] * rate}" if asked["seconds"] else ""
    form = f"video/x-raw,width={width},height={height},framerate={rate}/1"
    if asked["show"] in ("ball", "clock"):
        overlay = "! timeoverlay" if asked["show"] == "clock" else ""
        return f"videotestsrc is-live=true pattern=ball {ends} ! {form} {overlay}"
    still = asked["show"].replace('"', "")
    return (
        f'filesrc location="{still}" ! decodebin ! videoconvert ! videoscale add-borders=true '
        f"! video/x-raw,width={width},height={height},pixel-aspect-ratio=1/1 ! imagefreeze is-live=true {ends} "
        f"! video/x-raw,framerate={rate}/1"
    )


def factory(width, height, bitrate):
    made = GstRtspServer.RTSPMediaFactory()
    made.set_shared(True)
    video = (
        f"{pictures(width, height)} ! videoconvert ! video/x-raw,format=I420 "
        f"! x264enc tune=zerolatency speed-preset=ultrafast bitrate={bitrate} key-int-max={asked['rate']} "
        "! rtph264pay name=pay0 pt=96 config-interval=1"
    )
    ends = f"num-buffers={asked['seconds'] * 50}" if asked["seconds"] else ""
    sound = (
        f"audiotestsrc is-live=true samplesperbuffer=160 {ends} ! audio/x-raw,rate=8000,channels=1 "
        "! mulawenc ! rtppcmupay name=pay1 pt=0"
    )
    made.set_launch(f"( {video} {sound if asked['audio'] else ''} )")
    if asked["user"]:
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_permission_for_role("viewer", "media.factory.access", True)
        permissions.add_permission_for_role("viewer", "media.factory.construct", True)
        made.set_permissions(permissions)
    return made


server = GstRtspServer.RTSPServer()
server.set_address(asked["address"])
server.set_service(str(asked["port"]))
mounts = server.get_mount_points()
mounts.add_factory("/main", factory(asked["width"], asked["height"], 1500))
mounts.add_factory("/sub", factory(asked["width"] // 2, asked["height"] // 2, 500))
if asked["user"]:
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth = GstRtspServer.RTSPAuth()
    if asked["digest"]:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(asked["user"], asked["password"], token)
    else:
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(asked["user"], asked["password"]), token)
    server.set_auth(auth)
if not server.attach(None):
    sys.exit(f"port {asked['port']} is taken")

loop = GLib.MainLoop()
GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_HUP | GLib.IO_IN, lambda *_: loop.quit())
# A viewer that left without a word is forgotten.
GLib.timeout_add_seconds(5, lambda: server.get_session_pool() and server.get_session_pool().cleanup() >= 0)
print("listening", server.get_bound_port(), flush=True)
loop.run()
