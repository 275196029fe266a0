// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import javax.sip.address.SipURI;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Registers phones that have proven whose they are (RFC 3261, section 10.3). Thread-safe. */
final class Registrar {
  static final int SHORTEST = 60;
  static final int LONGEST = 3600;

  private static final int OK = 200;
  private static final int BAD = 400;
  private static final int FORBIDDEN = 403;
  private static final int TOO_BRIEF = 423;
  private static final int OUT_OF_ORDER = 500;
  private static final int FULL = 503;
  private static final int LONGEST_CONTACT = 512;

  private final Bindings bindings;
  private final Messages messages;
  private final LongSupplier nanos;

  Registrar(Bindings bindings, Messages messages, LongSupplier nanos) {
    this.bindings = bindings;
    this.messages = messages;
    this.nanos = nanos;
  }

  /** Does what a phone asks for; all of it, or nothing. */
  Response register(Request request, Flow flow, PhoneEntry phone) {
    ToHeader to = (ToHeader) request.getHeader(ToHeader.NAME);
    if (!Uris.user(to.getAddress().getURI()).equals(phone.user())) {
      return answer(request, FORBIDDEN);
    }
    List<ContactHeader> contacts = contacts(request);
    int status = check(request, contacts, phone);
    if (status == OK) {
      for (ContactHeader each : contacts) {
        if (!apply(request, each, flow, phone.user())) {
          status = FULL;
        }
      }
    }
    Response answer = answer(request, status);
    if (status == TOO_BRIEF) {
      messages.add(answer, "Min-Expires", String.valueOf(SHORTEST));
    } else if (status == OK) {
      list(answer, phone.user());
    }
    return answer;
  }

  private int check(Request request, List<ContactHeader> contacts, PhoneEntry phone) {
    String callId = callId(request);
    long number = Dialog.number(request);
    for (ContactHeader each : contacts) {
      int expires = expires(request, each);
      if (each.isWildCard()) {
        if (contacts.size() > 1 || expires != 0) {
          return BAD;
        }
      } else if (!(each.getAddress().getURI() instanceof SipURI)
          || said(each).length() > LONGEST_CONTACT) {
        return BAD;
      } else if (expires > 0 && expires < SHORTEST) {
        return TOO_BRIEF;
      }
    }
    boolean old =
        bindings.of(phone.user()).stream()
            .anyMatch(each -> each.callId().equals(callId) && number <= each.number());
    return old && !contacts.isEmpty() ? OUT_OF_ORDER : OK;
  }

  private boolean apply(Request request, ContactHeader contact, Flow flow, String user) {
    if (contact.isWildCard()) {
      bindings.removeAll(user);
      return true;
    }
    int expires = expires(request, contact);
    if (expires == 0) {
      bindings.remove(user, said(contact));
      return true;
    }
    SipURI uri = (SipURI) contact.getAddress().getURI();
    long until = nanos.getAsLong() + Math.min(expires, LONGEST) * 1_000_000_000L;
    return bindings.put(
        new Binding(
            user,
            said(contact),
            Uris.at(uri, flow).toString(),
            flow,
            callId(request),
            Dialog.number(request),
            until));
  }

  private void list(Response answer, String user) {
    for (Binding each : bindings.of(user)) {
      messages.add(answer, "Contact", "<" + each.said() + ">;expires=" + bindings.left(each));
    }
  }

  private Response answer(Request request, int status) {
    return messages.answer(request, status, Messages.random());
  }

  private static String callId(Request request) {
    return ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
  }

  private static String said(ContactHeader contact) {
    return contact.getAddress().getURI().toString();
  }

  private static int expires(Request request, ContactHeader contact) {
    ExpiresHeader header = request.getExpires();
    int mine = contact.isWildCard() ? -1 : contact.getExpires();
    if (mine >= 0) {
      return mine;
    }
    return header == null ? LONGEST : header.getExpires();
  }

  private static List<ContactHeader> contacts(Request request) {
    List<ContactHeader> all = new ArrayList<>();
    Iterator<?> each = request.getHeaders(ContactHeader.NAME);
    while (each.hasNext() && all.size() <= Bindings.MOST_OF_ONE) {
      all.add((ContactHeader) each.next());
    }
    return all;
  }
}
