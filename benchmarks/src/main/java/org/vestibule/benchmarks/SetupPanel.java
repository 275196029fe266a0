// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

/** A panel that calls the house, proves who it is, and hangs up. Used by one thread. */
final class SetupPanel implements AutoCloseable {
  private static final String SDP =
      "v=0\no=panel 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\n"
          + "m=audio 40000 RTP/AVP 0\na=rtpmap:0 PCMU/8000\n";

  private final SetupSocket socket;
  private final InetSocketAddress house;
  private final String secret;
  private int number;
  private String call = "";
  private String to = "";
  private String target = "";

  SetupPanel(InetAddress here, int port, String secret) throws IOException {
    socket = new SetupSocket(here);
    house = new InetSocketAddress(here, port);
    this.secret = secret;
  }

  /** Waits until the house answers at all. */
  void awaitHouse(Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      call = "wait-" + ++number;
      to = "<sip:house@127.0.0.1>";
      socket.send(request("OPTIONS", "sip:house@127.0.0.1", 1, "", ""), house);
      try {
        socket.receive();
        return;
      } catch (SocketTimeoutException e) {
        if (System.nanoTime() > end) {
          throw new IOException("the house speaks no SIP at " + house, e);
        }
      }
    }
  }

  /** Calls; returns when the INVITE left that the house takes, on {@link System#nanoTime()}. */
  long call() throws IOException {
    call = "bench-" + ++number;
    to = "<sip:house@127.0.0.1>";
    String uri = "sip:house@127.0.0.1:" + house.getPort();
    socket.send(request("INVITE", uri, 1, "", SDP), house);
    SetupSocket.Came challenge = lastAnswer();
    if (!challenge.text().startsWith("SIP/2.0 401")) {
      throw new IOException("no challenge, but " + challenge.text().lines().findFirst().orElse(""));
    }
    to = challenge.line("To").substring(3).strip();
    socket.send(request("ACK", uri, 1, "", ""), house);
    to = "<sip:house@127.0.0.1>";
    String proof = proof(challenge.line("WWW-Authenticate"), uri);
    String invite = request("INVITE", uri, 2, proof, SDP);
    long began = System.nanoTime();
    socket.send(invite, house);
    SetupSocket.Came answer = lastAnswer();
    if (!answer.text().startsWith("SIP/2.0 200")) {
      throw new IOException("not answered, but " + answer.text().lines().findFirst().orElse(""));
    }
    to = answer.line("To").substring(3).strip();
    target = answer.line("Contact").replaceFirst(".*<([^>]*)>.*", "$1");
    socket.send(request("ACK", target, 2, "", ""), house);
    return began;
  }

  void hangUp() throws IOException {
    socket.send(request("BYE", target, 3, "", ""), house);
    while (!socket.receive().line("CSeq").contains("BYE")) {
      // An answer that was sent once more.
    }
  }

  private SetupSocket.Came lastAnswer() throws IOException {
    SetupSocket.Came came = socket.receive();
    while (came.text().startsWith("SIP/2.0 1") || !came.line("Call-ID").endsWith(call)) {
      came = socket.receive();
    }
    return came;
  }

  private String request(String method, String uri, int sequence, String proof, String body) {
    String here = "127.0.0.1:" + socket.port();
    return method
        + " "
        + uri
        + " SIP/2.0\n"
        + "Via: SIP/2.0/UDP "
        + here
        + ";rport;branch=z9hG4bK-"
        + call
        + "-"
        + sequence
        + (method.equals("ACK") && !target.isEmpty() && sequence == 2 ? "-ack" : "")
        + "\n"
        + "Max-Forwards: 70\n"
        + "From: <sip:panel@127.0.0.1>;tag="
        + call
        + "\n"
        + "To: "
        + to
        + "\n"
        + "Call-ID: "
        + call
        + "\n"
        + "CSeq: "
        + sequence
        + " "
        + method
        + "\n"
        + "Contact: <sip:panel@"
        + here
        + ">\n"
        + proof
        + (body.isEmpty() ? "" : "Content-Type: application/sdp\n")
        + "Content-Length: "
        + body.replace("\n", "\r\n").length()
        + "\n\n"
        + body;
  }

  private String proof(String challenge, String uri) {
    String realm = parameter(challenge, "realm");
    String nonce = parameter(challenge, "nonce");
    String first = md5("panel:" + realm + ":" + secret);
    String second = md5("INVITE:" + uri);
    String response = md5(first + ":" + nonce + ":00000001:c:auth:" + second);
    return String.format(
        Locale.ROOT,
        "Authorization: Digest username=\"panel\", realm=\"%s\", nonce=\"%s\", uri=\"%s\","
            + " response=\"%s\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"c\"%n",
        realm,
        nonce,
        uri,
        response);
  }

  private static String parameter(String challenge, String name) {
    return challenge.replaceFirst(".*\\b" + name + "=\"([^\"]*)\".*", "$1");
  }

  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
