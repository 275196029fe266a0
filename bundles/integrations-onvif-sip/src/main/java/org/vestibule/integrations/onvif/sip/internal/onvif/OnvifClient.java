// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.device.http.Forbidden;
import org.vestibule.device.http.PasswordSource;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapMessage;
import org.vestibule.integrations.onvif.sip.internal.soap.UsernameToken;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/**
 * Asks one device (ONVIF Core, section 5). A login stands in the message first (UsernameToken
 * digest); to a device that challenges instead, HTTP Digest is answered from then on. A request is
 * sent a second time only where the device said that it did not do the first. Thread-safe.
 */
final class OnvifClient implements AutoCloseable {
  private static final Duration CLOCK_MOVED = Duration.ofSeconds(2);

  private final OnvifTarget target;
  private final PasswordSource password;
  private final Ways ways;
  private final Resting resting;
  private volatile Duration offset = Duration.ZERO;

  /** Whether the device wants HTTP Digest. */
  private volatile boolean challenged;

  /** Whether this login was taken once. */
  private volatile boolean known;

  OnvifClient(OnvifTarget target, PasswordSource password, Ways.Out out) {
    this(target, password, out, new Resting(target, System::nanoTime));
  }

  /**
   * @param resting what is remembered of a refused login, also when connections are made anew
   */
  OnvifClient(OnvifTarget target, PasswordSource password, Ways.Out out, Resting resting) {
    this.target = target;
    this.password = password;
    this.ways = new Ways(target, password, out);
    this.resting = resting;
  }

  OnvifTarget target() {
    return target;
  }

  /** Returns by how much the device's clock is ahead of this machine's, as last read. */
  Duration offset() {
    return offset;
  }

  /**
   * Reads the device's clock, without a login: one by a wrong clock would be refused.
   *
   * @return by how much it is ahead; nothing where the device has no clock
   * @throws VestibuleException as {@link #ask}
   */
  Duration readClock() throws VestibuleException, InterruptedException {
    XmlNode answer =
        post(
            target.service(),
            Xml.of("tds:GetSystemDateAndTime"),
            List.of(),
            false,
            target.address().timeout());
    offset = DeviceClock.ahead(answer, Clock.systemUTC().instant());
    return offset;
  }

  /** As below, within the usual time and without further headers. */
  XmlNode ask(URI service, Xml operation) throws VestibuleException, InterruptedException {
    return ask(service, List.of(), operation, target.address().timeout());
  }

  /**
   * Asks with the login.
   *
   * @param headers of the message
   * @param wait how long an answer may take
   * @return the first element of the answer's body
   * @throws VestibuleException {@code device-unreachable} (nothing was done), {@code
   *     device-timed-out}, {@code credentials-wrong}, {@code not-supported}, {@code
   *     device-refused}, {@code answer-invalid}, {@code egress-*}
   */
  XmlNode ask(URI service, List<Xml> headers, Xml operation, Duration wait)
      throws VestibuleException, InterruptedException {
    if (target.address().username().isEmpty()) {
      return post(service, operation, headers, false, wait);
    }
    byte[] secret = secret();
    try {
      resting.check(secret);
      return loggedInOrRested(service, headers, operation, wait, secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * Fetches what lies at an address, for example a picture, with the login if it is asked for.
   *
   * @throws VestibuleException as {@link #ask}
   */
  DeviceHttp.Answer fetch(URI address, Duration wait)
      throws VestibuleException, InterruptedException {
    boolean login = !target.address().username().isEmpty();
    return ways.to(address, login, wait)
        .send("GET", Addresses.path(address), Map.of(), new byte[0]);
  }

  private XmlNode loggedInOrRested(
      URI service, List<Xml> headers, Xml operation, Duration wait, byte[] secret)
      throws VestibuleException, InterruptedException {
    try {
      XmlNode answer = loggedIn(service, headers, operation, wait, secret);
      known = true;
      resting.accepted();
      return answer;
    } catch (VestibuleException e) {
      // One that was let in before lacks a right, and would be locked out for nothing.
      boolean right = e instanceof Forbidden denied && denied.answer().status() == 403;
      if (known || right || !e.code().equals("credentials-wrong")) {
        throw e;
      }
      VestibuleException refused = resting.refused(secret);
      throw e instanceof Unauthorized ? refused : e;
    }
  }

  private XmlNode loggedIn(
      URI service, List<Xml> headers, Xml operation, Duration wait, byte[] secret)
      throws VestibuleException, InterruptedException {
    if (challenged) {
      return post(service, operation, headers, true, wait);
    }
    try {
      return post(service, operation, withToken(headers, secret), false, wait);
    } catch (Challenged e) {
      challenged = true;
      return post(service, operation, headers, true, wait);
    } catch (Unauthorized e) {
      // A device that got its time meanwhile refuses a login by its former clock.
      if (!clockMoved()) {
        throw e;
      }
      return post(service, operation, withToken(headers, secret), false, wait);
    }
  }

  private List<Xml> withToken(List<Xml> headers, byte[] secret) {
    List<Xml> all = new ArrayList<>(headers);
    Instant there = Clock.systemUTC().instant().plus(offset);
    all.add(UsernameToken.security(target.address().username(), secret, there));
    return all;
  }

  private boolean clockMoved() throws InterruptedException {
    Duration before = offset;
    try {
      return readClock().minus(before).abs().compareTo(CLOCK_MOVED) > 0;
    } catch (VestibuleException e) {
      return false;
    }
  }

  private XmlNode post(URI service, Xml operation, List<Xml> headers, boolean login, Duration wait)
      throws VestibuleException, InterruptedException {
    byte[] body = SoapMessage.write(headers, operation);
    DeviceHttp.Answer answer;
    try {
      answer =
          ways.to(service, login, wait)
              .send(
                  "POST",
                  Addresses.path(service),
                  Map.of("Content-Type", SoapMessage.MEDIA_TYPE),
                  body);
    } catch (Forbidden e) {
      throw e;
    } catch (VestibuleException e) {
      throw e.code().equals("credentials-wrong") && !login ? new Challenged(e) : e;
    }
    return Answered.read(target, operation.name(), answer);
  }

  private byte[] secret() throws VestibuleException {
    try {
      return password.read();
    } catch (IOException e) {
      throw new VestibuleException(
          "credentials-wrong",
          "login at " + target.address().shown(),
          PasswordSource.why(e),
          "a file with the password, or a secret",
          PasswordSource.remedy(e));
    }
  }

  @Override
  public void close() {
    ways.close();
  }

  /** The device challenges a request that had no HTTP login. */
  private static final class Challenged extends VestibuleException {
    private static final long serialVersionUID = 1L;

    Challenged(VestibuleException why) {
      super(why.code(), why.input(), why.found(), why.allowed(), why.remedy());
    }
  }
}
