// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.notice;

import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;

/**
 * Something that a person should know now.
 *
 * @param visit the visit
 * @param station where
 * @param urgent whether somebody may be in danger
 * @param text one sentence
 */
public record Notice(VisitId visit, StationId station, boolean urgent, String text) {}
