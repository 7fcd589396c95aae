package main

import "sync"

type Pot struct {
	mutex sync.Mutex
	goal  func() int
	total int
	paid  map[string]int
}

func NewPot(goal func() int) *Pot { return &Pot{goal: goal, paid: map[string]int{}} }

func (p *Pot) Pay(name string, amount int) bool {
	goal := p.goal()
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if amount < 1 || amount > goal-p.total {
		return false
	}
	p.total += amount
	p.paid[name] += amount
	return true
}

func (p *Pot) Paid() (total int, names int) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.total, len(p.paid)
}
