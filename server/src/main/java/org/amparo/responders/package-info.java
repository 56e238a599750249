/// People who answer contacts: languages with their grade, skills, capacity, availability, how they are reached.
///
/// Face: [Responders] knows them by their numbers and ids; [StaffFile] is what the `staff` command reads and
/// [Staff] does it. A responder's number is known to us as a contact's is: by keyed hash and sealed.
@org.jspecify.annotations.NullMarked
package org.amparo.responders;
