"""The table: which role may do what to which thing, and how far. It is the specification; nothing else decides.

Each row names an object (module.thing), a field of it or `*` for the thing as a whole, an action, and for each role
how far it reaches:

    -      not at all (what is not written is refused)
    own    what concerns the person themselves: their desk, their figures, their tasks
    scope  the people, and what belongs to them, within the sites or teams for which the role was granted
    all    everything

Where a field has a row of its own, that row alone decides for the field; else the row of the thing decides.
Columns: REP representative, LEAD Helpline lead, SUP supervisor, PLAN planner, STEW steward, HR, ADM administrator,
AUD auditor. Add a row here before you add a page, an API route, a live topic, an export or a mail.
"""

COLUMNS = ("representative", "lead", "supervisor", "planner", "steward", "hr", "administrator", "auditor")

TABLE = """
# object             field         action     REP    LEAD   SUP    PLAN   STEW   HR     ADM    AUD

# --- everyone's own things -------------------------------------------------------------------------------------------
frame.home           *             read       own    own    own    own    own    own    own    own
frame.preferences    *             change     own    own    own    own    own    own    own    own
frame.keys           *             read       own    own    own    own    own    own    own    own
frame.find           *             read       own    own    own    own    own    own    own    own

# --- the floor -------------------------------------------------------------------------------------------------------
floor.desk           *             read       own    own    -      -      -      -      -      -
floor.desk           *             work       own    own    -      -      -      -      -      -
floor.call           *             explain    own    all    scope  -      -      -      -      all
floor.callback       *             read       own    all    scope  -      -      -      -      all
floor.callback       *             work       own    own    -      -      -      -      -      -
floor.callback       *             assign     -      all    scope  -      -      -      -      -
floor.helpline       *             read       -      all    scope  -      -      -      -      -
floor.helpline       *             work       -      own    -      -      -      -      -      -
floor.wallboard      *             read       all    all    all    all    all    -      all    -
floor.supervision    *             read       -      all    scope  -      -      -      -      -
floor.supervision    *             act        -      -      scope  -      -      -      -      -
floor.supervision    waiting       read       -      all    all    -      -      -      -      -
floor.supervision    waiting       act        -      all    all    -      -      -      -      -
floor.broadcast      *             read       own    own    own    own    own    own    own    own
floor.broadcast      *             send       -      all    all    -      -      -      -      -
floor.helpline       brief         read       -      all    scope  -      -      -      -      -
floor.correction     *             read       -      -      scope  -      -      -      -      -
floor.report         *             read       own    all    scope  all    all    -      -      all
floor.report         person        read       own    -      scope  -      -      -      -      -
floor.report         *             export     own    all    scope  all    all    -      -      all
floor.api            *             read       -      -      -      -      -      -      all    -
floor.api            *             work       -      -      -      -      -      -      all    -

# --- callers and their cases -----------------------------------------------------------------------------------------
cases.case           *             read       all    all    all    -      -      -      -      -
cases.case           confidential  read       own    all    -      -      -      -      -      -
cases.case           ssn           read       -      -      -      -      -      -      -      -
cases.case           *             work       all    all    -      -      -      -      -      -
cases.comment        *             add        all    all    all    -      -      -      -      -
cases.callback       *             request    all    all    all    -      -      -      -      -
cases.callback       *             read       own    all    -      -      -      -      -      -
cases.callback       *             work       own    all    -      -      -      -      -      -
cases.callback       *             assign     -      all    -      -      -      -      -      -
cases.correction     *             add        all    all    all    -      -      -      -      -
cases.correction     *             read       own    own    own    -      -      -      -      -
cases.signature      *             read       all    all    all    -      -      -      -      -
cases.signature      *             record     all    all    -      -      -      -      -      -
cases.referral       *             add        all    all    -      -      -      -      -      -

# --- the directory ---------------------------------------------------------------------------------------------------
people.person        *             read       own    all    scope  all    -      all    all    all
people.person        staff_number  read       own    -      scope  -      -      all    all    -
people.person        mail          read       own    -      scope  -      -      all    all    -
people.person        skills        read       own    all    scope  all    -      all    all    all
people.person        history       read       own    -      scope  -      -      all    all    all
people.person        *             change     -      -      -      -      -      all    all    -
people.person        groups        change     -      -      scope  -      -      all    all    -
people.person        skills        change     -      -      scope  -      -      -      all    -
people.person        roles         change     -      -      -      -      -      -      all    -
people.roster        *             import     -      -      -      -      -      all    all    -
people.audit         *             read       -      -      -      -      -      -      all    all
people.place         *             read       -      -      -      -      -      all    all    -
people.place         *             change     -      -      -      -      -      -      all    -
people.token         *             read       -      -      -      -      -      -      all    -
people.token         *             change     -      -      -      -      -      -      all    -

# --- the office ------------------------------------------------------------------------------------------------------
office.playbook      *             read       all    all    all    all    all    all    all    all
office.playbook      *             propose    -      -      -      all    -      -      all    -
office.playbook      management    approve    -      -      scope  -      -      -      all    -
office.playbook      labor         approve    -      -      -      -      all    -      -      -
office.playbook      *             activate   -      -      -      -      -      -      all    -
office.holidays      *             read       all    all    all    all    all    all    all    all
office.holidays      *             change     -      -      -      -      -      -      all    -
office.journal       *             read       -      -      -      -      -      -      all    all
office.journal       *             verify     -      -      -      -      -      -      all    all
office.import        *             run        -      -      -      -      -      -      all    -
office.api           *             read       -      -      -      -      -      -      all    -
"""
