// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.device.http.DeviceLogin;

/**
 * Stands between the decoder and a camera, on loopback, for one connection: passes the messages and
 * media of RTSP (RFC 2326) through, and logs in.
 *
 * <p>The decoder's own way to log in is a password in its command line, which every user of this
 * machine can read; a list of addresses in a file or a pipe keeps it from there, but ffmpeg writes
 * the address with the password into its messages. Here the decoder knows neither the password nor
 * where the camera is. It also connects only where the site allows, cannot be sent elsewhere by a
 * camera that redirects, and gets no message beyond the limits of {@link RtspReader}; and when the
 * gateway dies, its input ends.
 *
 * <p>The listening port takes one connection, and that one must know a random path. Thread-safe.
 */
final class RtspRelay implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int ACCEPT_MILLIS = 15_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Socket camera;
  private final ServerSocket door;
  private final String path;
  private final RtspDialog dialog;
  private volatile Socket decoder;
  private volatile boolean closed;

  private RtspRelay(Socket camera, ServerSocket door, String path, RtspDialog dialog) {
    this.camera = camera;
    this.door = door;
    this.path = path;
    this.dialog = dialog;
  }

  /**
   * Connects to the camera, and waits for the decoder from then on.
   *
   * @throws VestibuleException {@code station-unreachable}, {@code egress-denied}, {@code
   *     data-class-denied}
   */
  static RtspRelay open(Egress way, StreamWish wish, DeviceLogin login) throws VestibuleException {
    way.declare(DataClass.EVENT, 0);
    Socket camera = null;
    ServerSocket door = null;
    try {
      camera = way.sockets().createSocket();
      camera.connect(
          InetSocketAddress.createUnresolved(wish.uri().getHost(), wish.port()), CONNECT_MILLIS);
      camera.setTcpNoDelay(true);
      door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      door.setSoTimeout(ACCEPT_MILLIS);
      byte[] random = new byte[16];
      RANDOM.nextBytes(random);
      String path =
          "rtsp://127.0.0.1:" + door.getLocalPort() + "/" + HexFormat.of().formatHex(random);
      RtspDialog dialog = new RtspDialog(way, wish, login, path, camera.getOutputStream());
      RtspRelay relay = new RtspRelay(camera, door, path, dialog);
      relay.begin("vestibule-rtsp-" + wish.station() + "-out", relay::carryOut);
      return relay;
    } catch (IOException e) {
      close(door);
      close(camera);
      if (e.getCause() instanceof VestibuleException refused) {
        throw refused;
      }
      throw new VestibuleException(
          "station-unreachable",
          "camera " + wish.shown(),
          "no connection (" + e.getClass().getSimpleName() + ")",
          "a camera that answers",
          "Check its address, its power and the network.",
          e);
    }
  }

  /** Returns where the decoder finds the stream. */
  String address() {
    return path;
  }

  /** Returns why the camera gives no pictures, as far as it said. */
  Optional<VideoFault> fault() {
    return dialog.fault();
  }

  /** From the decoder to the camera. */
  private void carryOut() {
    try (door;
        Socket accepted = door.accept()) {
      decoder = accepted;
      door.close();
      accepted.setTcpNoDelay(true);
      if (closed) {
        return;
      }
      OutputStream back = accepted.getOutputStream();
      begin(Thread.currentThread().getName().replaceFirst("out$", "in"), () -> carryIn(back));
      RtspReader reader = new RtspReader(accepted.getInputStream());
      for (Optional<RtspPart> part = reader.next(); part.isPresent(); part = reader.next()) {
        dialog.fromDecoder(part.get());
      }
    } catch (IOException e) {
      dialog.broke(e);
    } finally {
      close();
    }
  }

  /** From the camera to the decoder. */
  private void carryIn(OutputStream back) {
    try {
      RtspReader reader = new RtspReader(camera.getInputStream());
      for (Optional<RtspPart> part = reader.next(); part.isPresent(); part = reader.next()) {
        if (part.get() instanceof RtspPart.Packet packet) {
          back.write(packet.bytes(), 0, packet.length());
        } else {
          Optional<RtspMessage> answer = dialog.fromCamera((RtspMessage) part.get());
          if (answer.isPresent()) {
            back.write(answer.get().bytes());
          }
        }
      }
    } catch (IOException e) {
      dialog.broke(e);
    } finally {
      close();
    }
  }

  private void begin(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    close(door);
    close(camera);
    close(decoder);
  }

  private static void close(AutoCloseable open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (Exception e) {
      // The other side went first.
    }
  }
}
