// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A camera with a bell button, a second input and a relay, as ONVIF's Profile S and T describe it:
 * Device, Media, Media 2, Events (pull points), DeviceIO. It streams nothing itself: {@link #rtsp}
 * names who does. Thread-safe.
 */
public final class SimulatedOnvif implements AutoCloseable {
  /** The input that the button is wired to. */
  public static final String BUTTON = "input_0";

  /** A second input, for example of the door's contact. */
  public static final String CONTACT = "input_1";

  /** The one relay. */
  public static final String RELAY = InputsAndRelays.RELAY;

  private static final long PRESS_MILLIS = 300;

  private final ScheduledExecutorService finger =
      Executors.newSingleThreadScheduledExecutor(work -> thread(work, "simulated-onvif-finger"));
  private final EventDesk events = new EventDesk(this::now);
  private final InputsAndRelays inputs = new InputsAndRelays(events, List.of(BUTTON, CONTACT));
  private final DeviceDesk device = new DeviceDesk(this::now, inputs);
  private final MediaDesk media = new MediaDesk();
  private final OnvifDoor door = new OnvifDoor(this::now);
  private final OnvifServer server;
  private volatile Duration offset = Duration.ZERO;
  private volatile byte[] picture = TestPicture.jpeg(640, 360);

  /**
   * A device on loopback.
   *
   * @param port 0 for any that is free
   */
  public SimulatedOnvif(int port) throws IOException {
    this(InetAddress.getLoopbackAddress(), port);
  }

  /**
   * A device on one of this machine's addresses.
   *
   * @param port 0 for any that is free
   */
  public SimulatedOnvif(InetAddress on, int port) throws IOException {
    server = new OnvifServer(new InetSocketAddress(on, port), door, this::answer, () -> picture);
    events.state(Topic.motion(MediaDesk.SOURCE), "false");
  }

  /** Returns the address of its device service. */
  public URI url() {
    InetSocketAddress at = server.address();
    String host = at.getAddress().getHostAddress();
    return URI.create("http://" + host + ":" + at.getPort() + DeviceDesk.DEVICE);
  }

  /** Adds an account, or changes its password. */
  public void account(String user, String password) {
    door.account(user, password);
  }

  /** Sets how it wants to be logged in to; by a token, at first. */
  public void login(Login wanted) {
    door.login(wanted);
  }

  /** Sets where its streams are, for example {@code rtsp://127.0.0.1:8554}. */
  public void rtsp(String streams) {
    media.rtsp(streams);
  }

  /** Sets the snapshot: a JPEG. */
  public void picture(byte[] jpeg) {
    picture = jpeg.clone();
  }

  /** Has Media 2, or not; it has, at first. */
  public void media2(boolean there) {
    device.media2(there);
  }

  /** Sets its clock wrong by so much. */
  public void clockOff(Duration by) {
    offset = by;
  }

  /** Calls itself by another host in each address that it gives, as behind a NAT. */
  public void callItself(String host) {
    server.callItself(host);
  }

  /** Answers an operation, for example {@code GetProfiles}, in that way from now on. */
  public void fail(String operation, OnvifFault fault) {
    server.fail(operation, fault);
  }

  /** Sets how late {@link OnvifFault#SLOW} is. */
  public void slowness(Duration late) {
    server.slowness(late);
  }

  /** Ends all faults. */
  public void heal() {
    server.heal();
  }

  /** Presses the button for 0.3 s. */
  public void press() {
    inputs.input(BUTTON, true);
    finger.schedule(() -> inputs.input(BUTTON, false), PRESS_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Lets something move before it, or nothing any more. */
  public void motion(boolean moving) {
    events.state(Topic.motion(MediaDesk.SOURCE), Boolean.toString(moving));
  }

  /** Switches an input. */
  public void input(String token, boolean on) {
    inputs.input(token, on);
  }

  /** Returns whether the relay is active. */
  public boolean relayActive() {
    return inputs.active(RELAY);
  }

  /** Returns each order that a relay got, in order, for example {@code relay_0 active}. */
  public List<String> relayOrders() {
    return inputs.done();
  }

  /** Returns each operation that was asked for, in order, whether it was granted or not. */
  public List<String> asked() {
    return server.asked();
  }

  /** Returns the operations that were refused because of the login, in order. */
  public List<String> refused() {
    return door.refused();
  }

  /** Returns how many subscriptions there are. */
  public int subscriptions() {
    return events.open();
  }

  /** Forgets each subscription, and says nothing of it. */
  public void loseSubscriptions() {
    events.forget();
  }

  /** Goes away, as a device without power does. */
  public void goAway() {
    events.forget();
    server.goAway();
  }

  /** Comes back at the same address. */
  public void comeBack() throws IOException {
    server.comeBack();
  }

  private Instant now() {
    return Instant.now().plus(offset);
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private String answer(SoapRequest request) throws SoapFault, InterruptedException {
    return switch (request.path()) {
      case DeviceDesk.DEVICE -> device.answer(request);
      case DeviceDesk.MEDIA, DeviceDesk.MEDIA2 -> media.answer(request);
      case DeviceDesk.DEVICE_IO -> inputs.answer(request);
      default -> events.answer(request);
    };
  }

  @Override
  public void close() {
    events.forget();
    server.close();
    finger.shutdownNow();
  }
}
