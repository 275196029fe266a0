// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Arrays;
import java.util.HexFormat;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.door.ReaderKeys;
import org.vestibule.api.event.EventFields;

/** Reader lines, and who may set their keys when. A key that was set is never shown. */
final class ReadersResource {
  /** For how many minutes a key may be set. */
  record Window(Integer minutes) {}

  /** A key of the secure channel, 32 hexadecimal digits. */
  record Key(char[] key) {}

  private static final int KEY_BYTES = 16;
  private static final int MOST_MINUTES = 30;

  private final Entrance entrance;

  ReadersResource(Entrance entrance) {
    this.entrance = entrance;
  }

  void routes(Router router) {
    router
        .on(Permission.SEE_HOUSE, "GET", "/readers", request -> list())
        .on(Permission.WIRE_DOORS, "POST", "/readers/{name}/commissioning", this::open)
        .on(Permission.WIRE_DOORS, "DELETE", "/readers/{name}/commissioning", this::close)
        .on(Permission.WIRE_DOORS, "PUT", "/readers/{name}/key", this::setKey)
        .on(Permission.WIRE_DOORS, "DELETE", "/readers/{name}/key", this::clearKey);
  }

  private ReaderKeys readers() throws Problem {
    return House.need(entrance.readers, "readers");
  }

  private Reply list() throws Problem {
    return Reply.ok(EventFields.plain(readers().readers()));
  }

  private Reply open(Request request) throws VestibuleException {
    Integer minutes = request.body(Window.class, Json.SMALL).minutes();
    if (minutes == null || minutes < 1 || minutes > MOST_MINUTES) {
      throw Problem.invalid(
          "minutes",
          minutes == null ? "none" : minutes.toString(),
          "1 to " + MOST_MINUTES,
          "Open it only while somebody stands at the reader.");
    }
    readers().openCommissioning(request.part("name"), minutes);
    return Reply.noContent();
  }

  private Reply close(Request request) throws VestibuleException {
    readers().closeCommissioning(request.part("name"));
    return Reply.noContent();
  }

  private Reply setKey(Request request) throws VestibuleException {
    char[] text = request.body(Key.class, Json.SMALL).key();
    AccountsResource.required("key", text);
    byte[] key = bytes(text);
    AccountsResource.wipe(text);
    try {
      readers().setKey(request.part("name"), key);
      return Reply.noContent();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] bytes(char[] text) throws Problem {
    if (text.length != 2 * KEY_BYTES) {
      throw badKey(text.length + " characters");
    }
    byte[] key = new byte[KEY_BYTES];
    for (int i = 0; i < text.length; i++) {
      if (!HexFormat.isHexDigit(text[i])) {
        Arrays.fill(key, (byte) 0);
        throw badKey("another character");
      }
      key[i / 2] = (byte) (key[i / 2] << 4 | HexFormat.fromHexDigit(text[i]));
    }
    return key;
  }

  private static Problem badKey(String found) {
    return Problem.invalid(
        "key", found, 2 * KEY_BYTES + " hexadecimal digits", "Take it from the panel's paper.");
  }

  private Reply clearKey(Request request) throws VestibuleException {
    readers().clearKey(request.part("name"));
    return Reply.noContent();
  }
}
