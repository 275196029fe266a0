// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import javax.sip.address.Address;
import org.vestibule.api.VestibuleException;

/** This house as a SIP user agent and registrar, listening at one place. Thread-safe. */
final class SipAgent implements UserAgent, AutoCloseable {
  private static final String NAME = "Vestibule";

  private final SipThread thread = new SipThread();
  private final Phonebook phonebook;
  private final Gate.WayOut wayOut;
  private final Transport transport;
  private final Messages messages;
  private final Wire wire;
  private final Bindings bindings;
  private final Doorman doorman;
  private final Calls calls;
  private final Desk desk;
  private volatile Optional<OutsideLine> outside = Optional.empty();

  /**
   * Begins to listen; closed again with {@link #close}.
   *
   * @throws VestibuleException {@code sip-address-busy}, {@code certificate-invalid}
   */
  SipAgent(SipSettings settings, Gate.WayOut wayOut, LongSupplier nanos) throws VestibuleException {
    Listening listening = settings.listening();
    this.wayOut = wayOut;
    FloodLimit limit = new FloodLimit(listening.messagesPerSecond(), nanos);
    Gate gate = new Gate(limit, wayOut, listening.mostBytes());
    Front front = new Front(thread, gate);
    try {
      transport = Transport.open(listening, gate, front);
    } catch (VestibuleException e) {
      thread.close();
      throw e;
    }
    phonebook = new Phonebook(settings.realm());
    messages = new Messages(transport);
    wire = new Wire(transport, messages);
    bindings = new Bindings(limit, nanos);
    doorman = new Doorman(phonebook, nanos);
    calls = new Calls(thread, wire, limit, settings.longestCall());
    Registrar registrar = new Registrar(bindings, messages, nanos);
    desk = new Desk(transport, wire, doorman, registrar, calls, phonebook, settings.mostCalls());
    outside(settings.outside());
    front.open(desk);
  }

  /** Takes other bounds and another account; calls go on. */
  void update(SipSettings settings) {
    calls.longest(settings.longestCall());
    desk.mostCalls(settings.mostCalls());
    if (!outside.map(OutsideLine::account).equals(settings.outside())) {
      outside(settings.outside());
    }
  }

  private void outside(Optional<OutsideAccount> account) {
    outside.ifPresent(OutsideLine::close);
    outside = account.map(each -> new OutsideLine(thread, wire, each, wayOut));
    desk.outside(outside);
    outside.ifPresent(OutsideLine::start);
  }

  /** Takes other phones: those that are gone, or have another password, are registered no more. */
  void phones(Map<String, PhoneEntry> phones) {
    Map<String, PhoneEntry> before = phonebook.all();
    phonebook.set(phones);
    before.forEach(
        (user, old) -> {
          PhoneEntry now = phones.get(user);
          boolean same =
              now != null
                  && now.secret().isPresent() == old.secret().isPresent()
                  && old.secret().map(each -> each.sameAs(now.secret().get())).orElse(true);
          if (!same) {
            bindings.removeAll(user);
          }
        });
  }

  Optional<OutsideLine> outside() {
    return outside;
  }

  Gate gate() {
    return transport.gate();
  }

  Transport transport() {
    return transport;
  }

  long wrongPasswords() {
    return doorman.wrongCount();
  }

  int callCount() {
    return calls.count();
  }

  long strayCount() {
    return calls.strayCount();
  }

  @Override
  public Map<String, SipPhone> phones() {
    return phonebook.phones();
  }

  @Override
  public List<Contact> contacts(String user) {
    List<Contact> all = new ArrayList<>();
    for (Binding each : bindings.of(user)) {
      all.add(new Contact(user, each.reached()));
    }
    if (all.isEmpty()) {
      phonebook
          .find(user)
          .flatMap(PhoneEntry::address)
          .ifPresent(each -> all.add(new Contact(user, each.uri())));
    }
    return all;
  }

  @Override
  public InetAddress local(Contact contact) {
    return transport.listening().address();
  }

  @Override
  public SipCall invite(Contact contact, String display, String offer, SipListener listener)
      throws VestibuleException {
    if (desk.full()) {
      throw new VestibuleException(
          "sip-overloaded",
          "a call to " + contact.user(),
          calls.count() + " calls",
          "calls of org.vestibule.sip",
          "Wait until one is over, or raise calls.");
    }
    Optional<Binding> binding = bindings.reached(contact.user(), contact.uri());
    Flow flow = binding.isPresent() ? binding.get().flow() : configured(contact);
    Optional<OutsideLine> line = outside.filter(each -> each.flow().equals(Optional.of(flow)));
    String own =
        line.isPresent() ? line.get().aor() : messages.own(Calls.SELF, flow.transport()).toString();
    Address from = messages.address(messages.uri(own), display.isEmpty() ? NAME : display);
    Address to = messages.address(messages.uri(contact.uri()), "");
    Dialog dialog = Dialog.calling(from, to, to.getURI(), flow);
    boolean panel =
        phonebook.find(contact.user()).flatMap(each -> each.phone().station()).isPresent();
    OutgoingCall call =
        new OutgoingCall(
            calls, dialog, contact.user(), offer, line.map(OutsideLine::account), panel);
    call.listener(listener);
    calls.add(call);
    thread.run(call::start);
    return call;
  }

  private Flow configured(Contact contact) throws VestibuleException {
    PhoneAddress address =
        phonebook
            .find(contact.user())
            .flatMap(PhoneEntry::address)
            .filter(each -> each.uri().equals(contact.uri()))
            .orElseThrow(() -> unreachable(contact, "is not registered there any more"));
    Optional<OutsideLine> line =
        outside.filter(each -> each.account().registrar().at().equals(address.at()));
    if (line.isPresent()) {
      return line.get()
          .flow()
          .orElseThrow(() -> unreachable(contact, "is behind a registrar that is not there"));
    }
    try {
      if (!address.host().matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
        throw unreachable(contact, "has a name for an address, and it is not the registrar's");
      }
      InetSocketAddress peer =
          new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
      wayOut.require(peer);
      return new Flow(address.transport(), peer);
    } catch (UnknownHostException e) {
      throw unreachable(contact, "has no address");
    }
  }

  private static VestibuleException unreachable(Contact contact, String found) {
    return new VestibuleException(
        "phone-unreachable",
        "phone " + contact.user(),
        found,
        "a phone that registered, or its configured address",
        "Look whether the phone is switched on and logs in here.");
  }

  @Override
  public AutoCloseable incoming(IncomingCalls asked) {
    return desk.asks(asked);
  }

  /** Returns whether a phone is registered now: a configured address alone proves nothing. */
  boolean heard() {
    return phonebook.all().keySet().stream().anyMatch(user -> !bindings.of(user).isEmpty());
  }

  /** Returns the users of phones that should be registered and are not, by their titles. */
  Map<String, String> missing() {
    Map<String, String> missing = new TreeMap<>();
    phonebook
        .all()
        .forEach(
            (user, entry) -> {
              if (entry.address().isEmpty() && bindings.of(user).isEmpty()) {
                missing.put(user, entry.phone().title());
              }
            });
    return missing;
  }

  @Override
  public void close() {
    outside.ifPresent(OutsideLine::close);
    thread.run(calls::close);
    thread.close();
    transport.close();
  }
}
