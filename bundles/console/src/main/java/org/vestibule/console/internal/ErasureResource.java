// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.Erasure;
import org.vestibule.api.privacy.ErasureReceipt;

/** Erasing people, and the receipts that are left of them. */
final class ErasureResource {
  /** A receipt as a caller sends it back. */
  record ReceiptForm(
      String id,
      String subject,
      String at,
      String reason,
      Map<String, Integer> removed,
      String keyDigest,
      long epoch,
      long auditSequence,
      String auditHash,
      String signature) {
    ErasureReceipt receipt() throws Problem {
      for (Object part :
          new Object[] {id, subject, at, reason, removed, keyDigest, auditHash, signature}) {
        AccountsResource.required("each member of the receipt", part);
      }
      try {
        return new ErasureReceipt(
            id,
            subject,
            Instant.parse(at),
            reason,
            removed,
            keyDigest,
            epoch,
            auditSequence,
            auditHash,
            signature);
      } catch (DateTimeException | NullPointerException e) {
        throw Problem.invalid(
            "receipt", "another form", "a receipt as it was given out", "Send it unchanged.");
      }
    }
  }

  private final House house;
  private final Trust trust;

  ErasureResource(House house, Trust trust) {
    this.house = house;
    this.trust = trust;
  }

  void routes(Router router) {
    router
        .within(Permission.ERASE, "DELETE", "/people/{id}", this::erase)
        .on(Permission.SEE_COMPLIANCE, "GET", "/receipts", request -> receipts())
        .on(Permission.SEE_COMPLIANCE, "POST", "/receipts/verify", this::verify);
  }

  private Erasure erasure() throws Problem {
    return House.need(trust.erasure, "erasure");
  }

  private Reply erase(Request request) throws VestibuleException {
    PersonId person = Sight.person(house, request.caller(), Permission.ERASE, request.part("id"));
    return Reply.ok(EventFields.plain(erasure().erase(person, reason(request))));
  }

  private static String reason(Request request) throws Problem {
    String given = request.http().getParameter("reason");
    if (given != null && !given.matches("[a-z][a-z0-9-]{0,62}")) {
      throw Problem.invalid(
          "query parameter reason",
          Request.shortened(given),
          "1 to 63 of a-z, 0-9 and '-'",
          "Ask for ?reason=requested");
    }
    return given == null ? "requested" : given;
  }

  private Reply receipts() throws VestibuleException {
    return Reply.ok(EventFields.plain(erasure().receipts()));
  }

  private Reply verify(Request request) throws VestibuleException {
    ErasureReceipt receipt = request.body(ReceiptForm.class, Json.SMALL).receipt();
    return Reply.ok(EventFields.plain(erasure().verify(receipt)));
  }
}
