// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a camera may send, and how long it may be. */
class RtspReaderTest {
  @Test
  void messagesAndPacketsFollowEachOther() throws Exception {
    RtspReader reader =
        reader(
            "RTSP/1.0 200 OK\r\nCSeq: 3\r\nContent-Length: 4\r\n\r\nv=0\n$\0\0\3abc\r\nRTSP/1.0 401 No\r\n\r\n");
    RtspMessage first = (RtspMessage) reader.next().orElseThrow();
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.values("cseq")).containsExactly("3");
    assertThat(new String(first.body(), StandardCharsets.US_ASCII)).isEqualTo("v=0\n");
    RtspPart.Packet packet = (RtspPart.Packet) reader.next().orElseThrow();
    assertThat(packet.length()).isEqualTo(7);
    assertThat(((RtspMessage) reader.next().orElseThrow()).status()).isEqualTo(401);
    assertThat(reader.next()).isEqualTo(Optional.empty());
  }

  @Test
  void whatIsTooLongOrBreaksOffIsRefused() {
    refused("RTSP/1.0 " + "x".repeat(5000));
    refused("RTSP/1.0 200 OK\r\n" + "a: b\r\n".repeat(70) + "\r\n");
    refused("RTSP/1.0 200 OK\r\nContent-Length: 70000\r\n\r\n");
    refused("RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n");
    refused("RTSP/1.0 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
    refused("RTSP/1.0 200 OK\r\nContent-Length: 10\r\n\r\nshort");
    refused("RTSP/1.0 200 OK\r\na: b\rc: d\r\n\r\n");
    refused("$\0\0\u0009abc");
    refused("RTSP/1.0 200 OK\r\nCSeq");
  }

  private static RtspReader reader(String text) {
    return new RtspReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static void refused(String text) {
    assertThatThrownBy(() -> reader(text).next()).isInstanceOf(IOException.class);
  }
}
