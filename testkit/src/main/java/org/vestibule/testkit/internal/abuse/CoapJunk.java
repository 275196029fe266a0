// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.abuse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Datagrams that a CoAP server should not fall for (RFC 7252, 7641, 6347), byte by byte. */
public enum CoapJunk {
  /** An observation of the doors, for whoever has the address that it says it comes from. */
  OBSERVATION {
    @Override
    public byte[] next(Random random) {
      // GET, confirmable, a token of 2 bytes; option 6 (Observe) 0, option 11 (Uri-Path).
      return join(hex("4201"), bytes(random, 4), hex("60" + "55"), text("doors"));
    }
  },
  /** A critical option that nobody knows: 65001. */
  OPTION {
    @Override
    public byte[] next(Random random) {
      return join(hex("4001"), bytes(random, 2), hex("e0fcdc"));
    }
  },
  /** An order by plain CoAP. */
  ORDER {
    @Override
    public byte[] next(Random random) {
      String order = "{\"id\":\"x-1\",\"command\":\"door-open\",\"door\":\"front-door\"}";
      // POST; Uri-Path; Content-Format 50.
      return join(
          hex("4002"),
          bytes(random, 2),
          hex("b8"),
          text("commands"),
          hex("1132" + "ff"),
          text(order));
    }
  },
  /** A header of CoAP, and then anything. */
  HALF {
    @Override
    public byte[] next(Random random) {
      return join(hex("4401"), bytes(random, 1 + random.nextInt(1200)));
    }
  },
  /** A header of DTLS 1.2, and then anything. */
  RECORD {
    @Override
    public byte[] next(Random random) {
      return join(hex("16fefd0000000000000000"), bytes(random, 1 + random.nextInt(1200)));
    }
  },
  /** Nothing of anything. */
  NOISE {
    @Override
    public byte[] next(Random random) {
      return bytes(random, 1 + random.nextInt(1400));
    }
  };

  /** Returns one more. */
  public abstract byte[] next(Random random);

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(each -> each.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
