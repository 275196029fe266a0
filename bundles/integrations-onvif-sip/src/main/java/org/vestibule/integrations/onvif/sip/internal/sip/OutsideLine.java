// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.sip.address.Address;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;

/**
 * Keeps this house registered at a registrar of somebody else (RFC 3261, section 10.2). After a
 * failure it waits, longer each time; after a wrong password for a minute at least, so that the
 * account is not locked. Changes on the thread of SIP.
 */
final class OutsideLine implements Wire.Answers, AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration WRONG_PAUSE = Duration.ofSeconds(60);
  private static final int MOST_DOUBLINGS = 6;

  private final SipThread thread;
  private final Wire wire;
  private final OutsideAccount account;
  private final Gate.WayOut wayOut;
  private final StatusHolder status;
  private volatile Flow flow;
  private volatile boolean registered;
  private volatile boolean closed;
  private Dialog dialog;
  private Future<?> next;
  private boolean tried;
  private int failures;

  OutsideLine(SipThread thread, Wire wire, OutsideAccount account, Gate.WayOut wayOut) {
    this.thread = thread;
    this.wire = wire;
    this.account = account;
    this.wayOut = wayOut;
    this.status = new StatusHolder(Status.starting("Registering at " + account.registrar().at()));
  }

  OutsideAccount account() {
    return account;
  }

  Status status() {
    return status.get();
  }

  /** Returns the way to the registrar, while this house is registered there. */
  Optional<Flow> flow() {
    return registered ? Optional.ofNullable(flow) : Optional.empty();
  }

  /** Returns whether something came from the registrar. */
  boolean is(Flow source) {
    Flow known = flow;
    return registered
        && known.transport().equals(source.transport())
        && known.address().equals(source.address())
        && (!source.transport().equals("udp") || known.getPort() == source.getPort());
  }

  /** Returns whether a phone is reached by this registrar. */
  boolean serves(PhoneEntry phone) {
    return phone.address().filter(each -> each.at().equals(account.registrar().at())).isPresent();
  }

  /** Looks the registrar up, which may take a while, and registers. */
  void start() {
    Thread thread = new Thread(this::find, "vestibule-sip-registrar");
    thread.setDaemon(true);
    thread.start();
  }

  private void find() {
    PhoneAddress where = account.registrar();
    try {
      InetSocketAddress asked = InetSocketAddress.createUnresolved(where.host(), where.port());
      wayOut.require(asked);
      InetAddress address = InetAddress.getByName(where.host());
      Flow found = new Flow(where.transport(), new InetSocketAddress(address, where.port()));
      thread.run(() -> found(found));
    } catch (VestibuleException e) {
      thread.run(() -> failed(Cause.CONFIGURATION, e.getMessage(), FIRST_PAUSE));
    } catch (UnknownHostException e) {
      thread.run(() -> failed(Cause.NETWORK, "its name is not known", FIRST_PAUSE));
    }
  }

  private void found(Flow found) {
    if (!closed) {
      Messages messages = wire.messages();
      use(found);
      messages.transport().name(found.peer(), account.registrar().host());
      Address own = messages.address(messages.uri(aor()), "");
      String registrar =
          "sip:" + account.registrar().at() + ";transport=" + account.registrar().transport();
      dialog = Dialog.calling(own, own, messages.uri(registrar), found);
      register(account.expiry().toSeconds(), Optional.empty());
    }
  }

  private void use(Flow found) {
    Gate gate = wire.messages().transport().gate();
    if (flow != null) {
      gate.forget(flow.peer());
    }
    gate.know(found.peer());
    flow = found;
  }

  /** Returns the address that this house has there. */
  String aor() {
    return "sip:" + account.user() + "@" + account.registrar().at();
  }

  private void register(long seconds, Optional<javax.sip.header.Header> proof) {
    Request request = wire.messages().request(Request.REGISTER, dialog, dialog.nextNumber());
    wire.messages().contact(request, account.user(), flow.transport());
    wire.messages().add(request, "Expires", String.valueOf(seconds));
    proof.ifPresent(request::addHeader);
    tried = proof.isPresent();
    if (wire.send(request, this).isEmpty()) {
      failed(Cause.NETWORK, "it is not reached", FIRST_PAUSE);
    }
  }

  @Override
  public void answered(Response response) {
    int code = response.getStatusCode();
    if (code < 200 || closed) {
      return;
    }
    if (code < 300) {
      granted(response);
    } else if ((code == 401 || code == 407) && !tried) {
      String uri = dialog.target().toString();
      Optional<String> value = account.answer(response, Request.REGISTER, uri);
      if (value.isPresent()) {
        String name = OutsideAccount.header(code);
        register(
            account.expiry().toSeconds(), Optional.of(wire.messages().header(name, value.get())));
      } else {
        failed(Cause.CREDENTIALS, "its challenge cannot be answered", WRONG_PAUSE);
      }
    } else if (code == 401 || code == 403 || code == 407) {
      failed(Cause.CREDENTIALS, "it refused user " + account.user(), WRONG_PAUSE);
    } else {
      failed(Cause.DEVICE_REFUSED, "it answered " + code, FIRST_PAUSE);
    }
  }

  @Override
  public void unanswered() {
    if (!closed) {
      failed(Cause.NETWORK, "it does not answer", FIRST_PAUSE);
    }
  }

  private void granted(Response response) {
    failures = 0;
    registered = true;
    status.set(Status.ready("Registered at " + account.registrar().at()));
    long seconds = Math.max(10, expires(response));
    next =
        thread.after(
            Duration.ofMillis(seconds * 800),
            () -> register(account.expiry().toSeconds(), Optional.empty()));
  }

  private void failed(Cause cause, String why, Duration first) {
    if (!closed) {
      registered = false;
      status.set(
          Status.unavailable(cause, "Not registered at " + account.registrar().at() + ": " + why));
      Duration pause = first.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
      next = thread.after(pause, this::start);
    }
  }

  private long expires(Response response) {
    Iterator<?> each = response.getHeaders(ContactHeader.NAME);
    String mine = wire.messages().own(account.user(), flow.transport()).getHost();
    while (each.hasNext()) {
      ContactHeader contact = (ContactHeader) each.next();
      if (contact.getAddress().getURI().toString().contains(mine) && contact.getExpires() > 0) {
        return contact.getExpires();
      }
    }
    ExpiresHeader header = response.getExpires();
    return header == null ? account.expiry().toSeconds() : header.getExpires();
  }

  /** Ends the registration, without waiting for the answer. */
  @Override
  public void close() {
    thread.run(
        () -> {
          if (next != null) {
            next.cancel(false);
          }
          boolean tell = registered;
          registered = false;
          closed = true;
          if (tell) {
            Request request =
                wire.messages().request(Request.REGISTER, dialog, dialog.nextNumber());
            wire.messages().contact(request, account.user(), flow.transport());
            wire.messages().add(request, "Expires", "0");
            wire.send(request, new LastAnswer());
          }
        });
  }

  /** The registrar asks once more who wants to leave. */
  private final class LastAnswer implements Wire.Answers {
    @Override
    public void answered(Response response) {
      int code = response.getStatusCode();
      if (code == 401 || code == 407) {
        String uri = dialog.target().toString();
        account
            .answer(response, Request.REGISTER, uri)
            .ifPresent(
                value -> {
                  Request request =
                      wire.messages().request(Request.REGISTER, dialog, dialog.nextNumber());
                  wire.messages().contact(request, account.user(), flow.transport());
                  wire.messages().add(request, "Expires", "0");
                  request.addHeader(wire.messages().header(OutsideAccount.header(code), value));
                  wire.send(request, Calls.IGNORED);
                });
      }
    }

    @Override
    public void unanswered() {
      // It forgets this house by itself.
    }
  }
}
