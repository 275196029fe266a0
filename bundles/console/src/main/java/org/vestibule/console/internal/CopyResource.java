// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonExport;

/** The copy of all that is held of somebody (GDPR Art. 15 and 20), streamed. */
final class CopyResource {
  private final House house;
  private final Trust trust;

  CopyResource(House house, Trust trust) {
    this.house = house;
    this.trust = trust;
  }

  void routes(Router router) {
    router.within(Permission.EXPORT_PERSON, "GET", "/people/{id}/copy", this::copy);
  }

  private Reply copy(Request request) throws VestibuleException {
    return write(
        trust,
        Sight.person(house, request.caller(), Permission.EXPORT_PERSON, request.part("id")),
        request.response());
  }

  /**
   * Writes the zip as the answer. What goes wrong before its first byte is a problem; after it the
   * connection breaks off, so that nobody takes half of it for the whole.
   */
  static Reply write(Trust trust, PersonId person, HttpServletResponse response)
      throws VestibuleException {
    PersonExport copies = House.need(trust.copies, "copies");
    response.setContentType("application/zip");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + person + ".zip\"");
    try {
      copies.write(person, response.getOutputStream());
      return Reply.STREAMING;
    } catch (VestibuleException e) {
      if (response.isCommitted()) {
        throw new UncheckedIOException(new IOException("the copy broke off: " + e.code()));
      }
      response.reset();
      SecurityHeaders.set(response);
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
