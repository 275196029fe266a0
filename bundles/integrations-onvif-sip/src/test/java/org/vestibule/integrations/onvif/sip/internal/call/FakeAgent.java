// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.integrations.onvif.sip.internal.sip.SipCall;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.End;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.Why;
import org.vestibule.integrations.onvif.sip.internal.sip.SipPhone;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;

/**
 * SIP without packets, as RFC 3261 has it: a CANCEL may cross an answer, which is acknowledged all
 * the same and must be hung up; every dialog ends once.
 */
public final class FakeAgent implements UserAgent {
  private final Map<String, SipPhone> phones = new ConcurrentHashMap<>();
  private final Map<String, List<Contact>> contacts = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();

  /** Every dialog, in the order in which it began. */
  public final List<Dialog> dialogs = new CopyOnWriteArrayList<>();

  /** Who is asked about calls that come in. */
  public volatile IncomingCalls incoming;

  /** Configures a phone with one contact. */
  public SipPhone phone(String user, String person, boolean opens, String... units) {
    SipPhone phone =
        new SipPhone(
            user,
            user,
            Optional.empty(),
            Optional.of(person).filter(id -> !id.isEmpty()).map(PersonId::new),
            Set.of(units),
            opens);
    phones.put(user, phone);
    contacts.put(user, List.of(contact(user)));
    return phone;
  }

  /** Configures a panel with one contact. */
  public void panel(String user, String station) {
    phones.put(
        user,
        new SipPhone(
            user, user, Optional.of(new StationId(station)), Optional.empty(), Set.of(), false));
    contacts.put(user, List.of(contact(user)));
  }

  /** A phone is registered by so many devices. */
  public void devices(String user, int count) {
    contacts.put(
        user,
        IntStream.range(0, count)
            .mapToObj(i -> new Contact(user, "sip:" + user + "@127.0.0." + (i + 1)))
            .toList());
  }

  /** Returns the latest dialog with a phone. */
  public Dialog last(String user) {
    return dialogs.stream()
        .filter(dialog -> dialog.user().equals(user))
        .reduce((one, later) -> later)
        .orElseThrow();
  }

  /** Returns how many dialogs there were with a phone. */
  public long count(String user) {
    return dialogs.stream().filter(dialog -> dialog.user().equals(user)).count();
  }

  @Override
  public Map<String, SipPhone> phones() {
    return Map.copyOf(phones);
  }

  @Override
  public List<Contact> contacts(String user) {
    return contacts.getOrDefault(user, List.of());
  }

  @Override
  public InetAddress local(Contact contact) {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public SipCall invite(Contact contact, String display, String offer, SipListener listener)
      throws VestibuleException {
    if (contact.uri().startsWith("nowhere")) {
      throw new VestibuleException("phone-unreachable", contact.user(), "no way", "a way", "Look.");
    }
    Dialog dialog = new Dialog("call-" + number.incrementAndGet(), contact.user(), listener);
    dialogs.add(dialog);
    return dialog;
  }

  /** A panel or phone calls the house. */
  public Dialog call(String user, String dialled, String offer) {
    Dialog dialog = new Dialog("call-" + number.incrementAndGet(), user, null);
    dialogs.add(dialog);
    dialog.listener = incoming.incoming(dialog, dialled, offer);
    return dialog;
  }

  @Override
  public AutoCloseable incoming(IncomingCalls calls) {
    incoming = calls;
    return () -> incoming = null;
  }

  private static Contact contact(String user) {
    return new Contact(user, "sip:" + user + "@127.0.0.1");
  }

  /** How far a dialog is, as a phone sees it. */
  public enum Phase {
    INVITED,
    /** CANCEL is on its way; an answer may cross it. */
    CANCELLED,
    ESTABLISHED,
    OVER
  }

  /** One dialog, with the verbs of both ends. */
  public static final class Dialog implements SipCall {
    private final String id;
    private final String user;
    private volatile SipListener listener;
    private Phase phase = Phase.INVITED;
    private boolean elsewhere;

    /** What the house said, in order. */
    public final List<String> said = new CopyOnWriteArrayList<>();

    private Dialog(String id, String user, SipListener listener) {
      this.id = id;
      this.user = user;
      this.listener = listener;
    }

    public synchronized Phase phase() {
      return phase;
    }

    /** Returns whether the phone was told that another one answered. */
    public synchronized boolean elsewhere() {
      return elsewhere;
    }

    /** The phone rings. */
    public void rings() {
      listener.ringing(this);
    }

    /** The phone answers, even if a CANCEL is on its way. */
    public void answers(String answer) {
      synchronized (this) {
        if (phase == Phase.OVER || phase == Phase.ESTABLISHED) {
          return;
        }
        phase = Phase.ESTABLISHED;
      }
      listener.answered(this, answer);
    }

    /** The phone got the CANCEL before anybody answered: 487. */
    public void takesCancel() {
      synchronized (this) {
        if (phase != Phase.CANCELLED) {
          return;
        }
      }
      ends(Why.CANCELLED);
    }

    /** The phone ends it, in whatever way. */
    public void ends(Why why) {
      synchronized (this) {
        if (phase == Phase.OVER) {
          return;
        }
        phase = Phase.OVER;
      }
      listener.ended(this, new End(why, 0));
    }

    /** The caller acknowledges what the house accepted. */
    public void confirms() {
      listener.confirmed(this);
    }

    /** A key by INFO. */
    public void info(char key) {
      listener.digit(this, key);
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public String user() {
      return user;
    }

    @Override
    public InetAddress local() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public void ring() {
      said.add("180");
    }

    @Override
    public void early(String answer) {
      said.add("183 " + answer);
    }

    @Override
    public synchronized void accept(String answer) {
      said.add("200 " + answer);
      phase = Phase.ESTABLISHED;
    }

    @Override
    public void reject(int status) {
      said.add(Integer.toString(status));
      synchronized (this) {
        phase = Phase.OVER;
      }
    }

    @Override
    public void offer(String description) {
      said.add("re-INVITE");
    }

    @Override
    public synchronized void hangUp() {
      if (phase == Phase.INVITED) {
        phase = Phase.CANCELLED;
        said.add("CANCEL");
      } else if (phase == Phase.ESTABLISHED) {
        phase = Phase.OVER;
        said.add("BYE");
      }
    }

    @Override
    public synchronized void answeredElsewhere() {
      elsewhere = phase == Phase.INVITED;
      hangUp();
    }
  }
}
